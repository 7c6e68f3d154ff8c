// SPDX-License-Identifier: MIT
// A small site as a reader would meet it, and the same site in trouble, empty and overcrowded: the input of
// the golden pages and of the browser.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "exporters/daemon_state.hpp"
#include "exporters/directory.hpp"
#include "exporters/feed.hpp"

namespace feed_exporter::testing {

struct SampleSite {
  Directory directory;
  DaemonState state;
  /// One for each topic of the directory.
  std::vector<Feed> feeds;
};

/// Articles of a magazine about the sea, under a base URL of choice.
SampleSite make_sample_magazine(const std::string& base_url);

/// `count` topics beside `all`, in names of usual lengths.
Directory make_crowded_directory(const std::string& base_url, std::size_t count);

/// Topics whose names and slugs break importers that are not careful.
Directory make_unusual_directory(const std::string& base_url);

/// `count` entries whose texts and URLs have the lengths of real ones: titles of 57 bytes, links of 100,
/// pictures of 80, excerpts of 240 on average.
Feed make_usual_feed(const std::string& base_url, std::size_t count);

/// A directory without any article, as it is when there are no seeds.
Directory make_empty_directory(const std::string& base_url);

/// A state with `count` problems, of which a page full is named.
DaemonState make_troubled_state(std::size_t count);

}  // namespace feed_exporter::testing
