// SPDX-License-Identifier: MIT
// The list of all feeds of a site. A plain value, of which OPML, the machine's index and the index page are
// made.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "exporters/feed.hpp"

namespace feed_exporter {

struct DirectoryTopic {
  std::string slug;
  /// The topic's name.
  std::string title;
  std::string description;
  /// Slug of the parent topic, or empty.
  std::string parent;
  /// How many articles there are in the topic, not only those in its feed.
  std::size_t articles = 0;
  std::string newest_title;
  std::optional<std::chrono::sys_seconds> newest;
  bool operator==(const DirectoryTopic&) const = default;
};

/// A topic that has no articles, and so no feed, but topics below it.
struct DirectoryGroup {
  std::string slug;
  std::string title;
  /// Slug of the parent topic, or empty.
  std::string parent;
  bool operator==(const DirectoryGroup&) const = default;
};

struct Directory {
  Site site;
  /// The newest `updated` of all feeds, or the fixed date of an empty one.
  std::chrono::sys_seconds updated;
  /// `all` first, then in the order of `stands_before`.
  std::vector<DirectoryTopic> topics;
  /// In the same order.
  std::vector<DirectoryGroup> groups = {};
  bool operator==(const Directory&) const = default;
};

}  // namespace feed_exporter
