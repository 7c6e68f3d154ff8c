// SPDX-License-Identifier: MIT
// The topics of a directory by parent, as OPML nests them and the index page groups them.
#pragma once

#include <cstddef>
#include <vector>

#include "exporters/directory.hpp"

namespace feed_exporter {

struct TopicNode {
  /// Into the directory; never null.
  const DirectoryTopic* topic = nullptr;
  std::vector<TopicNode> children;
};

/// Levels below a root that are kept apart; what lies deeper joins the last level.
inline constexpr std::size_t topic_tree_depth = 8;

/// All topics but `all`, each once, siblings in the order of the directory. A topic whose parent is not in
/// the directory is a root; so is the first of a cycle.
std::vector<TopicNode> make_topic_tree(const Directory& directory);

}  // namespace feed_exporter
