// SPDX-License-Identifier: MIT
// What is known of all feeds between two renderings: what the catalog sums up of their topics, and what the
// newest entries said. From it follow the directory and the related topics, without unpacking feeds that did
// not change. Owned by the rebuild thread.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/catalog/catalog.hpp"
#include "daemon/serve/feed_names.hpp"
#include "daemon/serve/related_topics.hpp"
#include "exporters/directory.hpp"

namespace feed_exporter {

/// What the entries of a feed say of it as a whole.
struct FeedFacts {
  std::chrono::sys_seconds updated;
  std::string newest_title;
  std::optional<std::chrono::sys_seconds> newest;
  std::vector<Tag> companions;
};

/// What a new look at the catalog's topics showed, as slugs in order.
struct TopicChanges {
  /// New, or named, described or related otherwise than before.
  std::vector<std::string> changed;
  std::vector<std::string> vanished;
};

class TopicBook {
 public:
  /// Takes over what the catalog says: `topics` in the order of the directory, the first for everything, and
  /// the groups that hold some of them together.
  TopicChanges update(std::vector<TopicSummary> topics, std::vector<TopicGroup> groups);

  bool contains(std::string_view slug) const { return pages_.contains(slug); }
  /// REQUIRES: contains(slug).
  const TopicSummary& summary(std::string_view slug) const { return pages_.find(slug)->second.summary; }
  /// By the facts, if there are any yet. REQUIRES: contains(slug).
  std::vector<Tag> related(std::string_view slug, std::vector<Tag> companions) const;
  void set_facts(std::string_view slug, FeedFacts facts);

  /// In the order of the directory.
  const std::vector<std::string>& slugs() const { return order_; }
  /// For each group the topics that have no other topic between it and them.
  GroupMembers group_members() const;
  Directory directory(const Site& site, std::chrono::sys_seconds epoch) const;

 private:
  struct Page {
    TopicSummary summary;
    FeedFacts facts;
    std::vector<Tag> related;
  };
  std::map<std::string, Page, std::less<>> pages_;
  std::vector<std::string> order_;
  std::vector<TopicGroup> groups_;
  TopicKinship kinship_;
};

}  // namespace feed_exporter
