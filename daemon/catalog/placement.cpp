// SPDX-License-Identifier: MIT
#include "daemon/catalog/placement.hpp"

#include <algorithm>

namespace feed_exporter {
namespace {

bool contains(std::span<const TopicId> topics, TopicId topic) {
  return std::find(topics.begin(), topics.end(), topic) != topics.end();
}

/// Appends what is not there from `begin` on.
void append_once(TopicId topic, std::size_t begin, std::vector<TopicId>& out) {
  if (!contains(std::span(out).subspan(begin), topic)) out.push_back(topic);
}

}  // namespace

bool append_topics(std::span<const Slot> articles, const ArticleStore& store, const TopicTable& topics,
                   std::size_t limit, std::vector<TopicId>& out) {
  const std::size_t begin = out.size();
  for (const Slot article : articles) {
    for (const SpellingId spelling : store[article].spellings()) {
      const TopicId topic = topics.topic_of(spelling);
      if (contains(std::span(out).subspan(begin), topic)) continue;
      if (out.size() - begin == limit) return false;
      out.push_back(topic);
    }
  }
  return true;
}

void Placements::note(std::span<const Slot> articles) {
  Placement placement;
  placement.slot = articles.front();
  placement.topics_begin = ids_.size();
  append_topics(articles, store_, table_, max_topics_, ids_);
  placement.feeds_begin = ids_.size();
  ids_.push_back(all_topics);
  for (std::size_t i = placement.topics_begin; i < placement.feeds_begin; ++i) {
    const TopicId topic = ids_[i];
    append_once(topic, placement.feeds_begin, ids_);
    for (const TopicId ancestor : table_.ancestors(topic)) append_once(ancestor, placement.feeds_begin, ids_);
  }
  placement.end = ids_.size();
  placements_.push_back(placement);
}

std::span<const TopicId> Placements::feeds(const Placement& placement) const {
  return std::span(ids_).subspan(placement.feeds_begin, placement.end - placement.feeds_begin);
}

std::span<const TopicId> Placements::topics(const Placement& placement) const {
  return std::span(ids_).subspan(placement.topics_begin, placement.feeds_begin - placement.topics_begin);
}

void Placements::apply_difference(Placements& before, Placements& after, FeedIndex& feeds) {
  const auto by_slot = [](const Placement& left, const Placement& right) { return left.slot < right.slot; };
  std::sort(before.placements_.begin(), before.placements_.end(), by_slot);
  std::sort(after.placements_.begin(), after.placements_.end(), by_slot);
  auto old = before.placements_.begin();
  auto now = after.placements_.begin();
  while (old != before.placements_.end() || now != after.placements_.end()) {
    const bool was =
        old != before.placements_.end() && (now == after.placements_.end() || old->slot <= now->slot);
    const bool is =
        now != after.placements_.end() && (old == before.placements_.end() || now->slot <= old->slot);
    const auto old_feeds = was ? before.feeds(*old) : std::span<const TopicId>();
    const auto new_feeds = is ? after.feeds(*now) : std::span<const TopicId>();
    // With other topics an entry looks different wherever it is.
    const bool same = was && is && std::ranges::equal(before.topics(*old), after.topics(*now));
    for (const TopicId feed : old_feeds) {
      if (!same || !contains(new_feeds, feed)) feeds.remove(feed, old->slot);
    }
    for (const TopicId feed : new_feeds) {
      if (!same || !contains(old_feeds, feed)) feeds.add(feed, now->slot);
    }
    if (was) ++old;
    if (is) ++now;
  }
}

}  // namespace feed_exporter
