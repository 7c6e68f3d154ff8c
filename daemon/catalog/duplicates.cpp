// SPDX-License-Identifier: MIT
#include "daemon/catalog/duplicates.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "daemon/printable.hpp"

namespace feed_exporter {
namespace {

Problem make_warning(const ArticleStore& store, Slot hidden, Slot shown, std::string_view same,
                     std::string_view advice) {
  Problem problem;
  problem.path = store[hidden].path();
  problem.line = 1;
  problem.severity = Severity::warning;
  problem.message = std::string("same ").append(same) + " as " + printable(store[shown].path()) +
                    ", which is shown instead; " + std::string(advice);
  return problem;
}

}  // namespace

Duplicates::Duplicates(const ArticleStore& store)
    : store_(store),
      precedes_{&store},
      ids_(store, SameBy::id, shown_),
      urls_(store, SameBy::url, shown_),
      undecided_(precedes_) {}

void Duplicates::exchange(std::span<const Slot> removed, std::span<const Slot> added, const EntryVisitor& was,
                          const EntryVisitor& is) {
  was_ = &was;
  for (const Slot slot : added) {
    if (slot < shown_.size()) continue;
    shown_.resize(slot + 1);
    is_touched_.resize(slot + 1);
  }
  for (const std::span<const Slot> slots : {removed, added}) {
    for (const Slot slot : slots) {
      if (const auto shown = urls_.shown_for(slot)) touch(*shown);
    }
  }
  for (const Slot slot : removed) {
    ids_.remove(slot);
    urls_.remove(slot);
  }
  for (const Slot slot : added) {
    ids_.add(slot);
    urls_.add(slot);
  }
  for (const Slot slot : added) {
    // Nearly all: the rest is for those that have something in common.
    if (ids_.size_of(slot) == 1 && urls_.size_of(slot) == 1) {
      mark_shown(slot);
    } else {
      undecided_.insert(slot);
    }
  }
  for (const Slot slot : removed) {
    if (!shown_[slot]) continue;
    shown_[slot] = false;
    decide_later(ids_.next_after(slot));
    decide_later(urls_.next_after(slot));
  }
  // What is decided only puts later ones in doubt.
  while (!undecided_.empty()) decide(undecided_.extract(undecided_.begin()).value());

  for (const Slot slot : std::exchange(touched_, {})) {
    is_touched_[slot] = false;
    if (shown_[slot]) is(urls_.group_of(slot));
  }
}

/// Notes an entry that is about to change.
void Duplicates::touch(Slot shown) {
  if (is_touched_[shown]) return;
  is_touched_[shown] = true;
  touched_.push_back(shown);
  (*was_)(urls_.group_of(shown));
}

void Duplicates::decide_later(std::optional<Slot> slot) {
  if (slot) undecided_.insert(*slot);
}

void Duplicates::decide(Slot slot) {
  bool is_free = true;
  for (const SameArticles* same : {&ids_, &urls_}) {
    const auto shown = same->shown_for(slot);
    if (shown && precedes_(*shown, slot)) is_free = false;
  }
  if (is_free && !shown_[slot]) show(slot);
  if (is_free) return;
  if (shown_[slot]) hide(slot);
  for (const SameArticles* same : {&ids_, &urls_}) {
    if (!same->shown_for(slot)) decide_later(same->next_after(slot));
  }
}

void Duplicates::show(Slot slot) {
  if (const auto later = urls_.shown_for(slot)) touch(*later);
  for (SameArticles* same : {&ids_, &urls_}) decide_later(same->shown_for(slot));
  mark_shown(slot);
  ids_.show(slot);
  urls_.show(slot);
}

void Duplicates::mark_shown(Slot slot) {
  shown_[slot] = true;
  is_touched_[slot] = true;
  touched_.push_back(slot);
}

void Duplicates::hide(Slot slot) {
  if (urls_.shown_for(slot) == slot) touch(slot);
  shown_[slot] = false;
  ids_.hide(slot);
  urls_.hide(slot);
}

std::size_t Duplicates::count_replaceable(std::span<const Slot> slots) const {
  // By the one that stands for all: thousands may be one entry.
  std::unordered_map<Slot, std::size_t> by_id;
  std::unordered_map<Slot, std::size_t> by_url;
  for (const Slot slot : slots) {
    ++by_id[ids_.head_of(slot)];
    ++by_url[urls_.head_of(slot)];
  }
  return static_cast<std::size_t>(std::ranges::count_if(slots, [&](Slot slot) {
    return by_id[ids_.head_of(slot)] < ids_.size_of(slot) ||
           by_url[urls_.head_of(slot)] < urls_.size_of(slot);
  }));
}

std::vector<Slot> Duplicates::merged() const {
  std::vector<Slot> merged;
  for (const auto& [_, group] : urls_.groups()) {
    if (group.shown) merged.push_back(*group.shown);
  }
  return merged;
}

std::vector<Problem> Duplicates::problems() const {
  std::vector<Problem> problems;
  for (const auto& [_, group] : urls_.groups()) {
    if (!group.shown) continue;
    for (const Slot slot : group.slots) {
      if (slot == group.shown) continue;
      problems.push_back(make_warning(store_, slot, *group.shown, "original URL", "delete one of the two"));
      problems.back().rule = "duplicate";
    }
  }
  for (const auto& [_, group] : ids_.groups()) {
    if (!group.shown) continue;
    for (const Slot slot : group.slots) {
      // With a shown original URL it is part of that entry, and has its warning.
      if (slot == group.shown || urls_.shown_for(slot)) continue;
      problems.push_back(
          make_warning(store_, slot, *group.shown, "id", "give one of the two another `id` or another name"));
      problems.back().rule = "duplicate-id";
    }
  }
  return problems;
}

}  // namespace feed_exporter
