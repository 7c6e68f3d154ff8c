// SPDX-License-Identifier: MIT
// The articles of one feed in order, and whether a change to them reaches what is rendered of it. Owned by
// the catalog.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "daemon/catalog/article_store.hpp"

namespace feed_exporter {

class FeedList {
 public:
  /// Takes `removed` out, all of which are in the list, and puts `added` in; an added one that sorts like a
  /// removed one takes its place. Sorts both. Whether the newest `window` may differ afterwards.
  bool apply(const ArticleStore& store, std::vector<Slot>& removed, std::vector<Slot>& added,
             std::size_t window);

  /// Oldest first: what is new, and changes most, is at the end, where a vector is quick.
  std::span<const Slot> slots() const { return slots_; }
  /// Whether an article of the list is among the newest `window`.
  bool in_window(const ArticleStore& store, Slot slot, std::size_t window) const;

 private:
  std::vector<Slot> slots_;
};

}  // namespace feed_exporter
