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
  for (const TopicSummary& topic : topics) nodes_[topic.slug] = {topic.name, topic.parent};
  for (const auto& [slug, node] : nodes_) {
    if (!node.parent.empty()) children_[node.parent].push_back(slug);
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
  const auto add_children = [&](std::string_view parent) {
    const auto children = children_.find(parent);
    if (children == children_.end()) return;
    // Of so many, all but the topic itself and those that are there already fill what is free.
    const std::size_t enough = std::min(children->second.size(), max_related_topics + 1);
    for (std::size_t i = 0; i < enough; ++i) add(children->second[i]);
  };
  add(self->second.parent);
  add_children(slug);
  add_children(self->second.parent);
  return companions;
}

}  // namespace feed_exporter
