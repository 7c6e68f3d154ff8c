// SPDX-License-Identifier: MIT
// The catalog once more, in the plainest way: everything is computed from all articles each time. What the
// real one is compared with.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "daemon/catalog/catalog.hpp"

namespace feed_exporter {

/// All that a catalog shows.
struct CatalogView {
  std::vector<TopicSummary> topics;
  /// By slug, `all` among them; all entries of each.
  std::map<std::string, std::vector<Entry>> feeds;
  std::map<std::string, std::string> aliases;
  std::vector<Problem> problems;
};

struct Model {
  FeedSettings settings;
  std::size_t max_topics = SeedSettings{}.max_topics;
  std::map<std::string, Article> articles;
  Taxonomy taxonomy;
  std::chrono::sys_seconds now = std::chrono::sys_seconds::min();

  CatalogView view() const;
};

}  // namespace feed_exporter
