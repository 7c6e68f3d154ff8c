// SPDX-License-Identifier: MIT
#include "daemon/catalog/feed_index.hpp"

namespace feed_exporter {

FeedIndex::Feed& FeedIndex::feed(TopicId id) {
  if (id >= feeds_.size()) feeds_.resize(id + 1);
  return feeds_[id];
}

FeedIndex::Feed& FeedIndex::pending_feed(TopicId id) {
  Feed& found = feed(id);
  if (!found.pending) {
    found.pending = true;
    pending_.push_back(id);
  }
  return found;
}

void FeedIndex::remove(TopicId id, Slot slot) {
  pending_feed(id).removed.push_back(slot);
}

void FeedIndex::add(TopicId id, Slot slot) {
  pending_feed(id).added.push_back(slot);
}

void FeedIndex::settle() {
  for (const TopicId id : std::exchange(pending_, {})) {
    Feed& changed = feeds_[id];
    if (changed.removed.size() != changed.added.size()) resized_ = true;
    if (changed.list.apply(store_, changed.removed, changed.added, items_)) mark(id);
    changed.removed = {};
    changed.added = {};
    changed.pending = false;
  }
}

std::span<const Slot> FeedIndex::slots(TopicId id) const {
  return id < feeds_.size() ? feeds_[id].list.slots() : std::span<const Slot>{};
}

bool FeedIndex::renders(TopicId id, Slot slot) const {
  return feeds_[id].list.in_window(store_, slot, items_);
}

void FeedIndex::mark(TopicId id) {
  Feed& marked = feed(id);
  if (marked.marked) return;
  marked.marked = true;
  marked_.push_back(id);
}

std::vector<TopicId> FeedIndex::take_marked() {
  for (const TopicId id : marked_) feeds_[id].marked = false;
  return std::exchange(marked_, {});
}

}  // namespace feed_exporter
