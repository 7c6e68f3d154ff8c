// SPDX-License-Identifier: MIT
#include "daemon/catalog/same_articles.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace feed_exporter {

bool Precedes::operator()(Slot left, Slot right) const {
  const PackedArticle& a = (*store)[left];
  const PackedArticle& b = (*store)[right];
  return a.published() != b.published() ? a.published() < b.published() : a.path() < b.path();
}

std::size_t SameArticles::Hash::operator()(Slot slot) const {
  return same_by == SameBy::id ? store->id_hash(slot) : (*store)[slot].key_digest().low;
}

bool SameArticles::Equal::operator()(Slot left, Slot right) const {
  return same_by == SameBy::id ? store->same_id(left, right)
                               : (*store)[left].key_digest() == (*store)[right].key_digest();
}

SameArticles::SameArticles(const ArticleStore& store, SameBy same_by, const std::vector<bool>& shown)
    : store_(store),
      same_by_(same_by),
      shown_(shown),
      heads_(0, Hash{&store, same_by}, Equal{&store, same_by}) {}

bool SameArticles::stays_alone(Slot slot) const {
  return same_by_ == SameBy::url && !store_[slot].has_duplicate_key();
}

void SameArticles::add(Slot slot) {
  if (stays_alone(slot)) return;
  const auto [found, is_alone] = heads_.insert(slot);
  if (is_alone) return;
  const Slot head = *found;
  auto group = groups_.find(head);
  if (group == groups_.end()) {
    group = groups_.emplace(head, Group{std::set<Slot, Precedes>({head}, Precedes{&store_}), {}}).first;
    if (shown_[head]) group->second.shown = head;
  }
  group->second.slots.insert(slot);
}

void SameArticles::remove(Slot slot) {
  if (stays_alone(slot)) return;
  const Slot head = *heads_.find(slot);
  auto node = groups_.extract(head);
  if (!node) {
    heads_.erase(head);
    return;
  }
  Group& group = node.mapped();
  group.slots.erase(slot);
  if (group.shown == slot) group.shown.reset();
  if (head == slot) {
    node.key() = *group.slots.begin();
    heads_.erase(head);
    heads_.insert(node.key());
  }
  if (group.slots.size() > 1) groups_.insert(std::move(node));
}

void SameArticles::show(Slot slot) {
  const auto group = groups_.find(head_of(slot));
  if (group != groups_.end()) group->second.shown = slot;
}

void SameArticles::hide(Slot slot) {
  const auto group = groups_.find(head_of(slot));
  if (group != groups_.end() && group->second.shown == slot) group->second.shown.reset();
}

Slot SameArticles::head_of(Slot slot) const {
  if (stays_alone(slot)) return slot;
  const auto head = heads_.find(slot);
  return head == heads_.end() ? slot : *head;
}

const SameArticles::Group* SameArticles::find_group(Slot slot) const {
  const auto group = groups_.find(head_of(slot));
  return group == groups_.end() ? nullptr : &group->second;
}

std::optional<Slot> SameArticles::shown_for(Slot slot) const {
  if (const Group* group = find_group(slot)) return group->shown;
  const Slot alone = head_of(slot);
  return shown_[alone] ? std::optional(alone) : std::nullopt;
}

std::optional<Slot> SameArticles::next_after(Slot slot) const {
  if (const Group* group = find_group(slot)) {
    const auto next = group->slots.upper_bound(slot);
    return next == group->slots.end() ? std::nullopt : std::optional(*next);
  }
  const Slot alone = head_of(slot);
  return Precedes{&store_}(slot, alone) ? std::optional(alone) : std::nullopt;
}

std::size_t SameArticles::size_of(Slot slot) const {
  const Group* group = find_group(slot);
  return group == nullptr ? 1 : group->slots.size();
}

std::vector<Slot> SameArticles::group_of(Slot shown) const {
  std::vector<Slot> slots{shown};
  if (const Group* group = find_group(shown)) {
    std::ranges::copy_if(group->slots, std::back_inserter(slots), [&](Slot slot) { return slot != shown; });
  }
  return slots;
}

}  // namespace feed_exporter
