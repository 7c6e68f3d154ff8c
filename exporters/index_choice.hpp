// SPDX-License-Identifier: MIT
// What finds room on an index page that has not enough for everything.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "exporters/index_groups.hpp"

namespace feed_exporter {

/// The topics with the most articles: as many as the links of their feeds find room in `budget` bytes.
TopicSet choose_with_feeds(const std::vector<IndexGroup>& groups, const Site& site, std::size_t budget);

/// Leaves the topics whose names find room in `budget` bytes, those with the most articles first, each below
/// the heading of its group, and the groups that are left with any; how many topics are left out.
std::size_t keep_largest(std::vector<IndexGroup>& groups, const Site& site, std::string_view alone,
                         std::size_t budget);

}  // namespace feed_exporter
