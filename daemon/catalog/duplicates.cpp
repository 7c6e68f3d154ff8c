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

bool Duplicates::ByPath::operator()(Slot left, Slot right) const {
  return (*store)[left].path() < (*store)[right].path();
}

void Duplicates::add(Slot slot) {
  if (!store_[slot].has_duplicate_key()) return;
  const auto [found, alone] = shown_.insert(slot);
  if (alone) return;
  const Slot before = *found;
  auto node = groups_.extract(before);
  if (!node) {
    Group group{std::set<Slot, Precedes>({before}, Precedes{&store_}),
                std::set<Slot, ByPath>({before}, ByPath{&store_})};
    node = groups_.extract(groups_.emplace(before, std::move(group)).first);
  }
  node.mapped().by_precedence.insert(slot);
  node.mapped().by_path.insert(slot);
  put_back(before, std::move(node));
}

void Duplicates::remove(Slot slot) {
  if (!store_[slot].has_duplicate_key()) return;
  const Slot before = *shown_.find(slot);
  auto node = groups_.extract(before);
  if (!node) {
    shown_.erase(before);
    return;
  }
  node.mapped().by_precedence.erase(slot);
  node.mapped().by_path.erase(slot);
  put_back(before, std::move(node));
}

/// Puts a group that changed back under the article that is now shown of it.
void Duplicates::put_back(Slot before, Groups::node_type node) {
  node.key() = *node.mapped().by_precedence.begin();
  if (node.key() != before) {
    shown_.erase(before);
    shown_.insert(node.key());
  }
  if (node.mapped().by_path.size() > 1) groups_.insert(std::move(node));
}

std::optional<Slot> Duplicates::shown_for(Slot slot) const {
  if (!store_[slot].has_duplicate_key()) return std::nullopt;
  const auto found = shown_.find(slot);
  return found == shown_.end() ? std::nullopt : std::optional(*found);
}

std::vector<Slot> Duplicates::group_of(Slot shown) const {
  std::vector<Slot> slots{shown};
  if (const auto group = groups_.find(shown); group != groups_.end()) {
    for (const Slot slot : group->second.by_path) {
      if (slot != shown) slots.push_back(slot);
    }
  }
  return slots;
}

std::vector<Problem> Duplicates::problems() const {
  std::vector<Problem> problems;
  for (const auto& [shown, group] : groups_) {
    for (const Slot slot : group.by_path) {
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
