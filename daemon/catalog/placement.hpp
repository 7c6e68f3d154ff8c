// SPDX-License-Identifier: MIT
// Where entries stand: which article is shown, with which topics, in which feeds; noted before and after a
// change, so that only the difference is carried out. Owned by the catalog.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "daemon/catalog/article_store.hpp"
#include "daemon/catalog/feed_index.hpp"
#include "daemon/catalog/topic_table.hpp"

namespace feed_exporter {

/// The topics of an entry made of these articles, the one that is shown first: its own, then those of the
/// others, each once, up to `limit`. False if there are more.
bool append_topics(std::span<const Slot> articles, const ArticleStore& store, const TopicTable& topics,
                   std::size_t limit, std::vector<TopicId>& out);

class Placements {
 public:
  /// `max_topics` of an entry.
  Placements(const ArticleStore& store, const TopicTable& topics, std::size_t max_topics)
      : store_(store), table_(topics), max_topics_(max_topics) {}

  /// Notes where the entry made of these articles stands now, the one that is shown first.
  void note(std::span<const Slot> articles);

  /// Tells the feeds what it takes to get from `before` to `after`; nothing where an entry is in both with
  /// the same topics in the same feeds.
  static void apply_difference(Placements& before, Placements& after, FeedIndex& feeds);

 private:
  struct Placement {
    Slot slot = 0;
    std::size_t topics_begin = 0;
    std::size_t feeds_begin = 0;
    std::size_t end = 0;
  };

  std::span<const TopicId> feeds(const Placement& placement) const;
  std::span<const TopicId> topics(const Placement& placement) const;

  const ArticleStore& store_;
  const TopicTable& table_;
  const std::size_t max_topics_;
  std::vector<Placement> placements_;
  // Of all placements, one after the other: bulk changes would otherwise allocate for each.
  std::vector<TopicId> ids_;
};

}  // namespace feed_exporter
