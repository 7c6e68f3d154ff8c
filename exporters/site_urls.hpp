// SPDX-License-Identifier: MIT
// URLs of a site that are no feed: those that feeds refer to and pages link to.
#pragma once

#include <string>
#include <string_view>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// The path, below the base URL, of the style sheet with which a browser shows a raw Atom or RSS feed.
inline constexpr std::string_view feed_stylesheet_path = "/feed.css";

/// The index page.
std::string home_url(const Site& site);

/// The absolute URL of the style sheet.
std::string feed_stylesheet_url(const Site& site);

/// The names of the two category schemes (RFC 4287 section 4.2.2.2, `domain` in RSS). They only identify:
/// nothing is served there.
std::string topic_scheme(const Site& site);
std::string category_scheme(const Site& site);

}  // namespace feed_exporter
