// SPDX-License-Identifier: MIT
// How every format reads a feed and its entries: what stands in where something is missing, so that no
// required element is ever empty.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// The feed's title, else the site's, else the slug.
std::string_view shown_title(const Feed& feed);

/// The feed's name within the site, else its title.
std::string_view shown_name(const Feed& feed);

/// The feed's description, else its title.
std::string_view shown_description(const Feed& feed);

/// The site's author, else the site's title, else the slug of the feed.
std::string_view shown_author(const Feed& feed);

/// The entry's title, else its URL.
std::string_view shown_title(const Entry& entry);

/// The entry's summary, else its title.
std::string_view shown_summary(const Entry& entry);

/// The authors, else the provider; empty if neither is named.
std::vector<std::string_view> creators(const Entry& entry);

/// The seed's own time of change, never before the time of publication; unset if the seed names none.
std::optional<std::chrono::sys_seconds> changed(const Entry& entry);

/// The language, if it is another than the site's; else empty.
std::string_view own_language(const Entry& entry, const Site& site);

/// `application/octet-stream` where the type is unknown (RFC 2046 section 4.5.1).
std::string_view shown_media_type(const Enclosure& enclosure);

/// About how many bytes the feed takes in any format, to reserve once what would else grow in many steps.
std::size_t size_hint(const Feed& feed);

/// The first file of sound or moving pictures: what the entry's duration is the duration of; or null.
const Enclosure* first_playable(const Entry& entry);

}  // namespace feed_exporter
