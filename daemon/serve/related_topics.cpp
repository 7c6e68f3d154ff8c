// SPDX-License-Identifier: MIT
#include "daemon/serve/related_topics.hpp"

#include <algorithm>
#include <functional>

namespace feed_exporter {
namespace {

struct Companion {
  const Tag* tag;
  std::size_t count;
};

}  // namespace

std::vector<Tag> find_companions(std::string_view slug, const std::vector<Entry>& entries) {
  std::map<std::string_view, Companion> counts;
  for (const Entry& entry : entries) {
    for (const Tag& tag : entry.topics) {
      if (tag.slug != slug) ++counts.try_emplace(tag.slug, Companion{&tag, 0}).first->second.count;
    }
  }
  std::vector<Companion> companions;
  for (const auto& [_, companion] : counts) companions.push_back(companion);
  // Stable: equally frequent ones stay in the order of their slugs.
  std::ranges::stable_sort(companions, std::greater<>(), &Companion::count);
  std::vector<Tag> tags;
  for (const Companion& companion : companions) {
    if (tags.size() == max_related_topics) break;
    tags.push_back(*companion.tag);
  }
  return tags;
}

TopicKinship::TopicKinship(const std::vector<TopicSummary>& topics) {
  for (const TopicSummary& topic : topics) nodes_[topic.slug] = {topic.name, topic.parent, {}};
  for (auto& [slug, node] : nodes_) {
    const auto parent = nodes_.find(node.parent);
    if (parent != nodes_.end()) parent->second.children.push_back(slug);
  }
}

std::vector<Tag> TopicKinship::complete(std::string_view slug, std::vector<Tag> companions) const {
  const auto self = nodes_.find(slug);
  if (self == nodes_.end()) return companions;
  const auto add = [&](const std::string& other) {
    const auto node = nodes_.find(other);
    if (companions.size() >= max_related_topics || other == slug || node == nodes_.end()) return;
    if (std::ranges::find(companions, other, &Tag::slug) != companions.end()) return;
    companions.push_back({other, node->second.name});
  };
  const auto add_first = [&](const std::vector<std::string>& others) {
    // Of these at most all but one are there already.
    const std::size_t enough = std::min(others.size(), 2 * max_related_topics);
    for (std::size_t i = 0; i < enough; ++i) add(others[i]);
  };
  add(self->second.parent);
  add_first(self->second.children);
  if (const auto parent = nodes_.find(self->second.parent); parent != nodes_.end()) {
    add_first(parent->second.children);
  }
  return companions;
}

}  // namespace feed_exporter
