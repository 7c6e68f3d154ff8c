// SPDX-License-Identifier: MIT
// URLs and links of a site that are no feed: those that feeds refer to and pages link to.
#pragma once

#include <string>
#include <string_view>

#include "exporters/feed.hpp"

namespace feed_exporter {

// Where the documents of the site as a whole are, below the base URL.
inline constexpr std::string_view index_page_path = "/";
inline constexpr std::string_view opml_path = "/feeds.opml";
inline constexpr std::string_view directory_json_path = "/feeds.json";

/// The index page.
std::string home_url(const Site& site);

/// A link from one document of this site to another: the path of the base URL and `path`, without scheme and
/// host. So what a browser shows works on any origin by which the daemon is reached (`localhost` instead of
/// `127.0.0.1`, a name in front of a proxy), and its style sheets have the origin of the document, as
/// the policy of pages asks. What leaves the site for a reader's subscriptions is an absolute URL.
std::string site_link(const Site& site, std::string_view path);

/// The names of the two category schemes (RFC 4287 section 4.2.2.2, `domain` in RSS). They only identify:
/// nothing is served there.
struct Schemes {
  std::string topic;
  std::string category;
};
Schemes make_schemes(const Site& site);

}  // namespace feed_exporter
