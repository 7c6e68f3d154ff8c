// SPDX-License-Identifier: MIT
// Feeds made by hand, one for each kind of entry there is: the input of the golden files, of the programs in
// tests/clients and of the benchmarks.
#pragma once

#include <string>
#include <vector>

#include "exporters/feed.hpp"

namespace feed_exporter::testing {

struct SampleFeed {
  /// Names its files.
  std::string name;
  Feed feed;
};

/// A site with every field set; its base URL has a path.
Site make_sample_site();

/// An entry with the required fields only; `name` goes into its id, title and URL.
Entry make_plain_entry(const std::string& name);

/// An ordinary news article: summary, provider, topics, images, related articles.
Entry make_news_entry(const std::string& name);

/// A feed of `entries`, newest first and `updated` as the catalog would have it.
Feed make_sample_feed(const std::string& slug, const std::string& title, std::vector<Entry> entries);

/// A feed of one plain entry, changed.
Feed with_entry(void (*change)(Entry&));

/// One feed for each kind of entry.
std::vector<SampleFeed> make_sample_feeds();

/// Texts put together at random, the same in every run, from what markup is made of.
Feed make_random_feed();

/// Titles, summaries, bodies and links that break what is not careful.
Feed make_torture_feed();

}  // namespace feed_exporter::testing
