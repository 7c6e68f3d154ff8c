// SPDX-License-Identifier: MIT
// The topics of a directory by parent, as OPML nests them and the index page groups them. The nodes refer to
// the directory.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "exporters/directory.hpp"

namespace feed_exporter {

struct TopicNode {
  /// Null: a group, that is only there for what is below it.
  const DirectoryTopic* topic = nullptr;
  /// Of the topic or the group.
  std::string_view title;
  std::vector<TopicNode> children;
};

/// Levels below a root that are kept apart; what lies deeper joins the last level.
inline constexpr std::size_t topic_tree_depth = 8;

/// All topics but `all`, each once, and the groups, siblings in the order of the directory. What has a parent
/// that is not in the directory is a root; so is the first of a cycle.
std::vector<TopicNode> make_topic_tree(const Directory& directory);

}  // namespace feed_exporter
