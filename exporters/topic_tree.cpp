// SPDX-License-Identifier: MIT
#include "exporters/topic_tree.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>

#include "exporters/topic_order.hpp"

namespace feed_exporter {
namespace {

/// A topic or a group.
struct Member {
  const DirectoryTopic* topic = nullptr;
  std::string_view title;
  std::string_view slug;
  std::string_view parent;
};

TopicKey key_of(const Member& member) {
  return {member.title, member.slug};
}

/// Both kinds in one order; `all` is nobody's parent or child.
std::vector<Member> members_of(const Directory& directory) {
  std::vector<Member> topics;
  for (const DirectoryTopic& topic : directory.topics) {
    if (topic.slug != everything_slug) topics.push_back({&topic, topic.title, topic.slug, topic.parent});
  }
  std::vector<Member> groups;
  for (const DirectoryGroup& group : directory.groups) {
    groups.push_back({nullptr, group.title, group.slug, group.parent});
  }
  std::vector<Member> members;
  std::ranges::merge(topics, groups, std::back_inserter(members), stands_before, key_of, key_of);
  return members;
}

class TreeMaker {
 public:
  explicit TreeMaker(std::vector<Member> members)
      : members_(std::move(members)), placed_(members_.size()), children_(members_.size()) {
    std::map<std::string_view, std::size_t> by_slug;
    for (std::size_t i = 0; i < members_.size(); ++i) by_slug.emplace(members_[i].slug, i);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const auto parent = by_slug.find(members_[i].parent);
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
    for (std::size_t i = 0; i < members_.size(); ++i) place(i, tree);
    return tree;
  }

 private:
  /// A member that waits for its place, and its level.
  struct Waiting {
    std::size_t member;
    std::size_t level;
  };

  /// Adds a root with everything below it; with a stack of its own, since a chain of parents may be long.
  void place(std::size_t root, std::vector<TopicNode>& tree) {
    if (placed_[root]) return;
    std::vector<Waiting> stack = {{root, 0}};
    while (!stack.empty()) {
      const Waiting next = stack.back();
      stack.pop_back();
      if (placed_[next.member]) continue;
      placed_[next.member] = true;
      // Depth first: the last node of each level is the parent of the next.
      std::vector<TopicNode>* siblings = &tree;
      for (std::size_t level = 0; level < next.level; ++level) siblings = &siblings->back().children;
      siblings->push_back({members_[next.member].topic, members_[next.member].title, {}});
      const std::size_t level = next.level < topic_tree_depth ? next.level + 1 : next.level;
      const std::vector<std::size_t>& below = children_[next.member];
      for (auto child = below.rbegin(); child != below.rend(); ++child) stack.push_back({*child, level});
    }
  }

  const std::vector<Member> members_;
  std::vector<char> placed_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> roots_;
};

}  // namespace

std::vector<TopicNode> make_topic_tree(const Directory& directory) {
  return TreeMaker(members_of(directory)).make();
}

}  // namespace feed_exporter
