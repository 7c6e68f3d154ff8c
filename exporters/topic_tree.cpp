// SPDX-License-Identifier: MIT
#include "exporters/topic_tree.hpp"

#include <map>
#include <string_view>

namespace feed_exporter {
namespace {

class TreeMaker {
 public:
  explicit TreeMaker(const Directory& directory) : topics_(directory.topics), placed_(topics_.size()) {
    std::map<std::string_view, std::size_t> by_slug;
    for (std::size_t i = 0; i < topics_.size(); ++i) {
      if (topics_[i].slug == "all") {
        placed_[i] = true;
      } else {
        by_slug.emplace(topics_[i].slug, i);
      }
    }
    children_.resize(topics_.size());
    for (std::size_t i = 0; i < topics_.size(); ++i) {
      const auto parent = by_slug.find(topics_[i].parent);
      if (placed_[i]) continue;
      if (parent == by_slug.end() || parent->second == i) {
        roots_.push_back(i);
      } else {
        children_[parent->second].push_back(i);
      }
    }
  }

  std::vector<TopicNode> make() {
    std::vector<TopicNode> tree;
    for (const std::size_t root : roots_) place(root, tree);
    // Only members of cycles are left.
    for (std::size_t i = 0; i < topics_.size(); ++i) place(i, tree);
    return tree;
  }

 private:
  /// A topic that waits for its place, and its level.
  struct Waiting {
    std::size_t topic;
    std::size_t level;
  };

  /// Adds a root with everything below it; with a stack of its own, since a chain of parents may be long.
  void place(std::size_t root, std::vector<TopicNode>& tree) {
    if (placed_[root]) return;
    std::vector<Waiting> stack = {{root, 0}};
    while (!stack.empty()) {
      const Waiting next = stack.back();
      stack.pop_back();
      if (placed_[next.topic]) continue;
      placed_[next.topic] = true;
      // Depth first: the last node of each level is the parent of the next.
      std::vector<TopicNode>* siblings = &tree;
      for (std::size_t level = 0; level < next.level; ++level) siblings = &siblings->back().children;
      siblings->push_back({&topics_[next.topic], {}});
      const std::size_t level = next.level < topic_tree_depth ? next.level + 1 : next.level;
      const std::vector<std::size_t>& below = children_[next.topic];
      for (auto child = below.rbegin(); child != below.rend(); ++child) stack.push_back({*child, level});
    }
  }

  const std::vector<DirectoryTopic>& topics_;
  std::vector<char> placed_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> roots_;
};

}  // namespace

std::vector<TopicNode> make_topic_tree(const Directory& directory) {
  return TreeMaker(directory).make();
}

}  // namespace feed_exporter
