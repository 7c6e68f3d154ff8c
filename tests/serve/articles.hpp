// SPDX-License-Identifier: MIT
// Articles, catalogs and snapshots for tests of the renderer.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "daemon/catalog/catalog.hpp"
#include "daemon/serve/snapshot.hpp"

namespace feed_exporter {

/// An article at `path` with these topics; `day` counts from 2024-01-01.
Article make_article(const std::string& path, const std::string& title, int day,
                     std::vector<std::string> topics);

/// Later than every article of `make_article` with a day below 1000.
std::chrono::sys_seconds after_all_articles();

/// Everything that is served, as values: path -> ETags and header lines of all codings, without
/// `Last-Modified`, which is a matter of history.
std::map<std::string, std::string> describe(const Snapshot& snapshot);

}  // namespace feed_exporter
