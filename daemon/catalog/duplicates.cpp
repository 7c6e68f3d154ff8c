// SPDX-License-Identifier: MIT
#include "daemon/catalog/duplicates.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "daemon/printable.hpp"

namespace feed_exporter {

Duplicates::Duplicates(const ArticleStore& store, SameBy same_by)
    : store_(store), same_by_(same_by), shown_(0, Hash{&store, same_by}, Equal{&store, same_by}) {}

std::size_t Duplicates::Hash::operator()(Slot slot) const {
  return same_by == SameBy::id ? store->id_hash(slot) : (*store)[slot].key_digest().low;
}

bool Duplicates::Equal::operator()(Slot left, Slot right) const {
  return same_by == SameBy::id ? store->same_id(left, right)
                               : (*store)[left].key_digest() == (*store)[right].key_digest();
}

bool Duplicates::stays_alone(Slot slot) const {
  return same_by_ == SameBy::url && !store_[slot].has_duplicate_key();
}

bool Duplicates::Precedes::operator()(Slot left, Slot right) const {
  const PackedArticle& a = (*store)[left];
  const PackedArticle& b = (*store)[right];
  return a.published() != b.published() ? a.published() < b.published() : a.path() < b.path();
}

bool Duplicates::ByPath::operator()(Slot left, Slot right) const {
  return (*store)[left].path() < (*store)[right].path();
}

void Duplicates::add(Slot slot) {
  if (stays_alone(slot)) return;
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
  if (stays_alone(slot)) return;
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
  if (stays_alone(slot)) return std::nullopt;
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
      const std::string instead = printable(store_[shown].path()) + ", which is shown instead; ";
      if (same_by_ == SameBy::id) {
        problem.rule = "duplicate-id";
        problem.message = "same id as " + instead + "give one of the two another `id` or another name";
      } else {
        problem.rule = "duplicate";
        problem.message = "same original URL as " + instead + "delete one of the two";
      }
    }
  }
  std::sort(problems.begin(), problems.end(),
            [](const Problem& left, const Problem& right) { return left.path < right.path; });
  return problems;
}

}  // namespace feed_exporter
