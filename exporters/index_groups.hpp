// SPDX-License-Identifier: MIT
// The topics of the index page as they stand together, and how they are written: as cards, or by name alone.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "exporters/directory.hpp"
#include "exporters/format.hpp"
#include "exporters/html.hpp"

namespace feed_exporter {

/// Topics of a directory, which outlives it.
using TopicList = std::vector<const DirectoryTopic*>;
using TopicSet = std::set<const DirectoryTopic*>;

/// Topics that stand together.
struct IndexGroup {
  /// Of what is above them; empty: they stand alone.
  std::string_view title;
  /// The topic above them, if that is one with a feed.
  const DirectoryTopic* parent = nullptr;
  TopicList topics;
};

/// One group for each of those at the top that have others below them, then one for all that stand alone.
std::vector<IndexGroup> make_index_groups(const Directory& directory);

class IndexGroupWriter {
 public:
  /// `alone` is the heading of the group without a title.
  IndexGroupWriter(HtmlWriter& html, const Site& site, std::string_view alone);

  /// The cards of `with_feeds` have the links of the topic's feeds; the others do without, since its page has
  /// them too.
  void write_cards(const TopicList& topics, const TopicSet& with_feeds);
  void write_as_cards(const IndexGroup& group, const TopicSet& with_feeds);
  void write_feeds(const DirectoryTopic& topic);
  void write_as_names(const IndexGroup& group);
  void write_name(const DirectoryTopic& topic);

 private:
  void write_link(const DirectoryTopic& topic);
  void write_card(const DirectoryTopic& topic, std::string_view heading, const TopicSet& with_feeds);

  HtmlWriter& html_;
  const Site& site_;
  const std::string_view alone_;
};

}  // namespace feed_exporter
