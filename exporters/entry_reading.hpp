// SPDX-License-Identifier: MIT
// How every format reads a feed and its entries: what stands in where something is missing, so that no
// required element is ever empty.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// The feed's name within the site, else its title.
std::string_view shown_name(const Feed& feed);

/// The entry's summary, else its title.
std::string_view shown_summary(const Entry& entry);

/// The authors, else the provider; empty if neither is named.
std::vector<std::string_view> creators(const Entry& entry);

/// The language, if it is another than the site's; else empty.
std::string_view own_language(const Entry& entry, const Site& site);

/// About how many bytes the feed takes in any format, to reserve once what would else grow in many steps.
std::size_t size_hint(const Feed& feed);

/// The first file of sound or moving pictures: what the entry's duration is the duration of; or null.
const Enclosure* first_playable(const Entry& entry);

}  // namespace feed_exporter
