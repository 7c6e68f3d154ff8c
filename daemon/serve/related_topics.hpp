// SPDX-License-Identifier: MIT
// Topics to go on to from a topic. Pure and deterministic.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/catalog/catalog.hpp"
#include "exporters/entry.hpp"

namespace feed_exporter {

inline constexpr std::size_t max_related_topics = 8;

/// The topics that the entries of a feed have beside its own, the most frequent first, then by slug.
std::vector<Tag> find_companions(std::string_view slug, const std::vector<Entry>& entries);

/// Who is whose parent and child among the topics that have articles.
class TopicKinship {
 public:
  TopicKinship() = default;
  explicit TopicKinship(const std::vector<TopicSummary>& topics);

  /// The companions, and while there is room the parent, the children and the siblings, each by slug.
  std::vector<Tag> complete(std::string_view slug, std::vector<Tag> companions) const;

 private:
  struct Node {
    std::string name;
    std::string parent;
  };
  std::map<std::string, Node, std::less<>> nodes_;
  /// Parent, whether it has articles or not -> slugs in their order.
  std::map<std::string, std::vector<std::string>, std::less<>> children_;
};

}  // namespace feed_exporter
