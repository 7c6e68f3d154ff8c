// SPDX-License-Identifier: MIT
// Which articles have an id, or an original URL, in common, and which of them is shown, if any; at most one
// is. Who that is, duplicates.hpp decides.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "daemon/catalog/article_store.hpp"

namespace feed_exporter {

/// What makes two articles one.
enum class SameBy : std::uint8_t {
  /// The id: readers take two entries of one id for one (RFC 4287 section 4.2.6).
  id,
  /// The duplicate key; articles without one stay by themselves.
  url,
};

/// Whether the left one is to be shown rather than the right one: the earlier published, then the one with
/// the smaller path.
struct Precedes {
  const ArticleStore* store;
  bool operator()(Slot left, Slot right) const;
};

class SameArticles {
 public:
  struct Group {
    /// Thousands may share a URL.
    std::set<Slot, Precedes> slots;
    std::optional<Slot> shown;
  };

  /// `shown` says of each slot whether it is; it is the caller's to change, before `show` and `hide`.
  SameArticles(const ArticleStore& store, SameBy same_by, const std::vector<bool>& shown);
  SameArticles(const SameArticles&) = delete;
  SameArticles& operator=(const SameArticles&) = delete;

  void add(Slot slot);
  void remove(Slot slot);
  void show(Slot slot);
  void hide(Slot slot);

  /// Of the articles that are the same as this one, which need not be among them: the one that is shown, the
  /// next one after this in precedence, one that stands for all, how many they are.
  std::optional<Slot> shown_for(Slot slot) const;
  std::optional<Slot> next_after(Slot slot) const;
  Slot head_of(Slot slot) const;
  std::size_t size_of(Slot slot) const;
  /// Of a shown article: itself, then the others by precedence.
  std::vector<Slot> group_of(Slot shown) const;

  /// All groups of more than one.
  const std::unordered_map<Slot, Group>& groups() const { return groups_; }

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

  bool stays_alone(Slot slot) const;
  const Group* find_group(Slot slot) const;

  const ArticleStore& store_;
  const SameBy same_by_;
  const std::vector<bool>& shown_;
  // One slot of each group. Nearly all are alone, so the others have a place of their own, by that slot.
  boost::unordered_flat_set<Slot, Hash, Equal> heads_;
  std::unordered_map<Slot, Group> groups_;
};

}  // namespace feed_exporter
