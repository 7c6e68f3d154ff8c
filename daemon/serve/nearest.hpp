// SPDX-License-Identifier: MIT
// Topics whose names are close to one that does not exist. Pure; a glance at each name and a look at few,
// since anyone may ask.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "exporters/entry.hpp"

namespace feed_exporter {

struct FeedName;
struct FeedNames;

/// At most `limit` of `topics`: those whose slug is `slug` in other letters' case, or differs from it by few
/// insertions, deletions, replacements, swaps of neighbours (Damerau, restricted), or begins with it; nearest
/// first, then by slug. None for a slug longer than 64 bytes.
std::vector<Tag> find_nearest(std::string_view slug, const std::vector<Tag>& topics, std::size_t limit);

/// The same of the topics that have feeds, for a feed that does not exist: it may be asked for by the name of
/// a topic (`C++`), by an alias, and by a topic above it that has none.
std::vector<Tag> find_nearest_topics(const FeedName& asked, const FeedNames& names, std::size_t limit);

}  // namespace feed_exporter
