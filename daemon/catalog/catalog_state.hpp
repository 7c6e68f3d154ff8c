// SPDX-License-Identifier: MIT
// The parts of a catalog and how a change goes through them: what stands where is noted before and after, the
// difference goes to the feeds. Owned by the catalog.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/catalog/article_store.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/catalog/duplicates.hpp"
#include "daemon/catalog/feed_index.hpp"
#include "daemon/catalog/placement.hpp"
#include "daemon/catalog/schedule.hpp"
#include "daemon/catalog/topic_table.hpp"

namespace feed_exporter {

/// Why an article may be in the feeds or not.
enum class Standing : std::uint8_t { hidden, scheduled, visible };

struct Catalog::State {
  State(const FeedSettings& settings, std::size_t max_topics);

  /// Expanded; its spellings and shared strings are in use until `let_go`.
  PackedArticle pack(const Article& article);
  void let_go(const PackedArticle& article);
  Slot take_in(const PackedArticle& article, std::optional<std::chrono::sys_seconds> updated);
  void drop(Slot slot);

  /// Takes articles out of the feeds and puts others in. Only entries that these are a part of are looked at.
  void exchange(std::span<const Slot> removed, std::span<const Slot> added);
  /// Takes a taxonomy that differs; entries whose topics it changes move.
  void redefine(Taxonomy taxonomy);
  /// Marks the feeds in which an entry with this topic is rendered.
  void mark_feeds_naming(TopicId topic);

  /// Marks the feeds that render an entry whose update has come.
  void take_due_updates();

  TopicSummary summary(TopicId topic) const;
  std::optional<TopicId> find_feed(std::string_view slug) const;

  const bool include_unpublished;
  const std::size_t max_topics;
  std::chrono::sys_seconds now = std::chrono::sys_seconds::min();
  ArticleStore store;
  TopicTable topics;
  /// Of the visible articles.
  Duplicates duplicates;
  Schedule schedule;
  /// Updates of the future, and when they are due.
  Schedule updates;
  std::unordered_map<Slot, std::chrono::sys_seconds> update_times;
  FeedIndex feeds;
  std::vector<Standing> standings;  // by slot
  std::vector<bool> is_new;         // by slot; within one `apply`
  /// What topics with articles were called at the last `take_dirty`, and those that may have a new name.
  std::unordered_map<TopicId, std::string> called;
  std::vector<TopicId> renamed;
  bool directory_dirty = false;

 private:
  Standing standing_of(const PackedArticle& article) const;
  void settle();
  void mark_feeds_rendering(Slot shown);
  void mark_redefined(const Taxonomy& before);
};

}  // namespace feed_exporter
