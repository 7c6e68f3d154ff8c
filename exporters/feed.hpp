// SPDX-License-Identifier: MIT
// A feed: one topic's entries and what is said of them as a whole. A plain value, the whole input of an
// exporter.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/entry.hpp"

namespace feed_exporter {

/// The slug of the feed that holds everything, and the one of a topic that would have the same.
inline constexpr std::string_view everything_slug = "all";
inline constexpr std::string_view everything_topic_slug = "all-topic";

/// What all feeds and pages of a site share.
struct Site {
  /// Absolute URL without a trailing slash; may have a path.
  std::string base_url;
  /// Never empty.
  std::string title;
  std::string description;
  /// BCP 47.
  std::string language;
  /// Never empty.
  std::string author;
  std::string copyright;
  /// Absolute URLs or empty.
  std::string icon;
  std::string logo;
  std::string image;
  /// How long a reader may keep a feed.
  std::chrono::seconds max_age{};
  bool operator==(const Site&) const = default;
};

struct Feed {
  Site site;
  /// Names the feed in its URL, not yet percent-encoded: `ai`, or `all`.
  std::string slug;
  /// As readers list it among the feeds of other sites, so it names the site too; never empty.
  std::string title;
  /// What it is called within the site, for the page; empty: as `title`.
  std::string name = {};
  /// Never empty.
  std::string description;
  /// The newest `updated` of the entries; a fixed date where there are none. Never the present time.
  std::chrono::sys_seconds updated;
  /// Newest first.
  std::vector<Entry> entries;
  /// Topics to go on to, for the page.
  std::vector<Tag> related_topics;
};

}  // namespace feed_exporter
