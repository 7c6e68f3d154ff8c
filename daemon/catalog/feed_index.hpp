// SPDX-License-Identifier: MIT
// Every feed's list of articles, and which feeds are to be rendered anew. Owned by the catalog.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "daemon/catalog/feed_list.hpp"
#include "daemon/catalog/topic_table.hpp"

namespace feed_exporter {

class FeedIndex {
 public:
  /// `items`: how many of the newest articles of a feed are rendered.
  FeedIndex(const ArticleStore& store, std::size_t items) : store_(store), items_(items) {}

  /// Gathers changes; `settle` carries them out, once for each list.
  void remove(TopicId feed, Slot slot);
  void add(TopicId feed, Slot slot);
  void settle();

  std::span<const Slot> slots(TopicId feed) const;
  bool empty(TopicId feed) const { return slots(feed).empty(); }
  /// Whether an article that is in the feed is rendered in it.
  bool renders(TopicId feed, Slot slot) const;

  void mark(TopicId feed);
  bool marked(TopicId feed) const { return feed < feeds_.size() && feeds_[feed].marked; }
  /// The feeds marked since the last call, by `mark` or by changes that reached what is rendered.
  std::vector<TopicId> take_marked();
  /// Whether a feed got longer or shorter since the last call.
  bool take_resized() { return std::exchange(resized_, false); }

 private:
  struct Feed {
    FeedList list;
    std::vector<Slot> removed;
    std::vector<Slot> added;
    bool pending = false;
    bool marked = false;
  };

  Feed& feed(TopicId id);
  Feed& pending_feed(TopicId id);

  const ArticleStore& store_;
  const std::size_t items_;
  std::vector<Feed> feeds_;
  std::vector<TopicId> pending_;
  std::vector<TopicId> marked_;
  bool resized_ = false;
};

}  // namespace feed_exporter
