// SPDX-License-Identifier: MIT
// Which visible articles are one and the same, told by their duplicate keys, and which of them is shown.
// Owned by the catalog.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "daemon/catalog/article_store.hpp"
#include "daemon/content/problem.hpp"

namespace feed_exporter {

class Duplicates {
 public:
  explicit Duplicates(const ArticleStore& store);
  Duplicates(const Duplicates&) = delete;
  Duplicates& operator=(const Duplicates&) = delete;

  /// Takes a visible article in; one without a key stays by itself.
  void add(Slot slot);
  void remove(Slot slot);

  /// Of the visible articles with the key of this one, which need not be visible itself, the one that is
  /// shown. None if it has no key.
  std::optional<Slot> shown_for(Slot slot) const;
  /// All visible articles that make one entry with a shown one: itself, then the others by path.
  std::vector<Slot> group_of(Slot shown) const;

  /// One warning for each article that is not shown, sorted by path.
  std::vector<Problem> problems() const;

 private:
  struct Hash {
    const ArticleStore* store;
    std::size_t operator()(Slot slot) const { return (*store)[slot].key_digest().low; }
  };
  struct Equal {
    const ArticleStore* store;
    bool operator()(Slot left, Slot right) const {
      return (*store)[left].key_digest() == (*store)[right].key_digest();
    }
  };

  /// Whether the left one is to be shown rather than the right one.
  struct Precedes {
    const ArticleStore* store;
    bool operator()(Slot left, Slot right) const;
  };
  struct ByPath {
    const ArticleStore* store;
    bool operator()(Slot left, Slot right) const;
  };
  /// Thousands may share a URL, so both orders are kept.
  struct Group {
    std::set<Slot, Precedes> by_precedence;
    std::set<Slot, ByPath> by_path;
  };
  using Groups = std::unordered_map<Slot, Group>;

  void put_back(Slot before, Groups::node_type node);

  const ArticleStore& store_;
  // One slot a key, the one that is shown. Nearly all are alone, so the others have a place of their own.
  boost::unordered_flat_set<Slot, Hash, Equal> shown_;
  Groups groups_;
};

}  // namespace feed_exporter
