// SPDX-License-Identifier: MIT
// The list of all feeds of a site, and its documents: OPML, the machine's index, the index page.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/feed.hpp"

namespace feed_exporter {

struct DirectoryTopic {
  std::string slug;
  /// The topic's name.
  std::string title;
  std::string description;
  /// Slug of the parent topic, or empty.
  std::string parent;
  /// How many articles there are in the topic, not only those in its feed.
  std::size_t articles = 0;
  std::string newest_title;
  std::optional<std::chrono::sys_seconds> newest;
  bool operator==(const DirectoryTopic&) const = default;
};

/// A topic that has no articles, and so no feed, but topics below it.
struct DirectoryGroup {
  std::string slug;
  std::string title;
  /// Slug of the parent topic, or empty.
  std::string parent;
  bool operator==(const DirectoryGroup&) const = default;
};

struct Directory {
  Site site;
  /// The newest `updated` of all feeds, or the fixed date of an empty one.
  std::chrono::sys_seconds updated;
  /// `all` first, then by name and slug.
  std::vector<DirectoryTopic> topics;
  /// By name and slug.
  std::vector<DirectoryGroup> groups = {};
  bool operator==(const Directory&) const = default;
};

/// Something the site's owner should know, on the index page.
struct Notice {
  /// `error` or `warning`.
  std::string severity;
  /// `file:line:column`, or empty.
  std::string where;
  std::string text;
  bool operator==(const Notice&) const = default;
};

/// The state of the daemon as the index page shows it.
struct DaemonState {
  std::size_t articles = 0;
  /// Of the daemon itself: why the feeds do not follow the seeds (errors), or only slowly (warnings).
  std::vector<Notice> conditions = {};
  /// Of the seeds: at most a page full; `problems` counts all.
  std::vector<Notice> notices;
  std::size_t problems = 0;
  bool operator==(const DaemonState&) const = default;
};

/// Where these documents are, below the base URL.
inline constexpr std::string_view index_page_path = "/";
inline constexpr std::string_view opml_path = "/feeds.opml";
inline constexpr std::string_view directory_json_path = "/feeds.json";

/// OPML 2.0, grouped by parent topic. Deterministic.
std::string render_opml(const Directory& directory);

/// `/feeds.json`: topics with titles, counts and URLs.
std::string render_directory_json(const Directory& directory);

/// `/`, for people.
std::string render_index_page(const Directory& directory, const DaemonState& state);

/// The page of an error, for people: `404 Not Found` with what to do and, if any, topics of a similar name.
std::string render_error_page(const Site& site, int status, const std::string& text,
                              const std::vector<Tag>& nearest);

}  // namespace feed_exporter
