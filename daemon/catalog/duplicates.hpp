// SPDX-License-Identifier: MIT
// Which of the visible articles are shown: in the order of precedence, each one that has neither its id nor
// its original URL in common with one that is shown already. Whatever is hidden is so for one that is shown,
// and what was shown before matters to nobody. Owned by the catalog.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <vector>

#include "daemon/catalog/article_store.hpp"
#include "daemon/catalog/same_articles.hpp"
#include "daemon/content/problem.hpp"

namespace feed_exporter {

class Duplicates {
 public:
  /// Gets the articles of one entry: the one that is shown, then those with its original URL by precedence.
  using EntryVisitor = std::function<void(const std::vector<Slot>&)>;

  explicit Duplicates(const ArticleStore& store);
  Duplicates(const Duplicates&) = delete;
  Duplicates& operator=(const Duplicates&) = delete;

  /// Takes articles out and puts others in. Each entry that this may touch is visited as it was, then as it
  /// is. The cost is that of the articles that have something in common with the changed ones.
  void exchange(std::span<const Slot> removed, std::span<const Slot> added, const EntryVisitor& was,
                const EntryVisitor& is);

  bool shows(Slot slot) const { return slot < shown_.size() && shown_[slot]; }
  /// The articles of the entry of a shown one.
  std::vector<Slot> entry_of(Slot shown) const { return urls_.group_of(shown); }
  /// Of these, all different, how many have something in common with one that is not among them.
  std::size_t count_replaceable(std::span<const Slot> slots) const;

  /// The shown one of each entry of more than one article, in no order.
  std::vector<Slot> merged() const;
  /// One warning for each article that is not shown, in no order.
  std::vector<Problem> problems() const;

 private:
  void touch(Slot shown);
  void decide_later(std::optional<Slot> slot);
  void decide(Slot slot);
  void show(Slot slot);
  void mark_shown(Slot slot);
  void hide(Slot slot);

  const ArticleStore& store_;
  const Precedes precedes_;
  std::vector<bool> shown_;  // by slot
  SameArticles ids_;
  SameArticles urls_;

  // Within one exchange.
  const EntryVisitor* was_ = nullptr;
  std::vector<bool> is_touched_;  // by slot
  std::vector<Slot> touched_;
  std::set<Slot, Precedes> undecided_;
};

}  // namespace feed_exporter
