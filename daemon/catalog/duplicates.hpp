// SPDX-License-Identifier: MIT
// Which articles are one and the same, told by what they have in common, and which of them is shown: the
// earliest published, then the one with the smallest path. Owned by the catalog.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "daemon/catalog/article_store.hpp"
#include "daemon/content/problem.hpp"

namespace feed_exporter {

/// What makes two articles one.
enum class SameBy : std::uint8_t {
  /// The id: readers take two entries of one id for one (RFC 4287 section 4.2.6).
  id,
  /// The duplicate key; articles without one stay by themselves.
  url,
};

class Duplicates {
 public:
  Duplicates(const ArticleStore& store, SameBy same_by);
  Duplicates(const Duplicates&) = delete;
  Duplicates& operator=(const Duplicates&) = delete;

  void add(Slot slot);
  void remove(Slot slot);

  /// Of the articles that are the same as this one, which need not be among them, the one that is shown.
  std::optional<Slot> shown_for(Slot slot) const;
  /// All articles that are the same as a shown one: itself, then the others by path.
  std::vector<Slot> group_of(Slot shown) const;

  /// One warning for each article that is not shown, sorted by path.
  std::vector<Problem> problems() const;

 private:
  struct Hash {
    const ArticleStore* store;
    SameBy same_by;
    std::size_t operator()(Slot slot) const;
  };
  struct Equal {
    const ArticleStore* store;
    SameBy same_by;
    bool operator()(Slot left, Slot right) const;
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

  bool stays_alone(Slot slot) const;
  void put_back(Slot before, Groups::node_type node);

  const ArticleStore& store_;
  const SameBy same_by_;
  // The shown slots. Nearly all are alone, so the others have a place of their own.
  boost::unordered_flat_set<Slot, Hash, Equal> shown_;
  Groups groups_;
};

}  // namespace feed_exporter
