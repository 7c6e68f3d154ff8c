// SPDX-License-Identifier: MIT
#include "daemon/catalog/duplicates.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace feed_exporter {

Duplicates::Duplicates(const ArticleStore& store) : store_(store), shown_(0, Hash{&store}, Equal{&store}) {}

bool Duplicates::Precedes::operator()(Slot left, Slot right) const {
  const PackedArticle& a = (*store)[left];
  const PackedArticle& b = (*store)[right];
  return a.published() != b.published() ? a.published() < b.published() : a.path() < b.path();
}

void Duplicates::add(Slot slot) {
  if (!store_[slot].has_duplicate_key()) return;
  const auto [found, alone] = shown_.insert(slot);
  if (alone) return;
  const Slot before = *found;
  auto node = groups_.extract(before);
  if (!node) node = groups_.extract(groups_.emplace(before, Group({before}, Precedes{&store_})).first);
  node.mapped().insert(slot);
  node.key() = *node.mapped().begin();
  if (node.key() != before) {
    shown_.erase(found);
    shown_.insert(node.key());
  }
  groups_.insert(std::move(node));
}

void Duplicates::remove(Slot slot) {
  if (!store_[slot].has_duplicate_key()) return;
  const auto found = shown_.find(slot);
  const Slot before = *found;
  auto node = groups_.extract(before);
  if (!node) {
    shown_.erase(found);
    return;
  }
  node.mapped().erase(slot);
  node.key() = *node.mapped().begin();
  if (node.key() != before) {
    shown_.erase(found);
    shown_.insert(node.key());
  }
  if (node.mapped().size() > 1) groups_.insert(std::move(node));
}

std::vector<Slot> Duplicates::with_key_of(Slot slot) const {
  if (!store_[slot].has_duplicate_key()) return {};
  const auto found = shown_.find(slot);
  if (found == shown_.end()) return {};
  const auto group = groups_.find(*found);
  if (group == groups_.end()) return {*found};
  std::vector<Slot> slots(group->second.begin(), group->second.end());
  std::sort(slots.begin() + 1, slots.end(),
            [this](Slot left, Slot right) { return store_[left].path() < store_[right].path(); });
  return slots;
}

std::vector<Problem> Duplicates::problems() const {
  std::vector<Problem> problems;
  for (const auto& [shown, group] : groups_) {
    for (const Slot slot : group) {
      if (slot == shown) continue;
      Problem& problem = problems.emplace_back();
      problem.path = store_[slot].path();
      problem.severity = Severity::warning;
      problem.rule = "duplicate";
      problem.message = "same original URL as " + std::string(store_[shown].path()) +
                        ", which is shown instead; delete one of the two";
    }
  }
  std::sort(problems.begin(), problems.end(),
            [](const Problem& left, const Problem& right) { return left.path < right.path; });
  return problems;
}

}  // namespace feed_exporter
