// SPDX-License-Identifier: MIT
// Articles and seconds for the tests of the catalog.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "daemon/catalog/catalog.hpp"

namespace feed_exporter {

/// That many seconds after the Unix epoch.
std::chrono::sys_seconds at(int seconds);

/// A visible article at this path, whose id is made from the path, as content makes it.
Article make_article(const std::string& path, int published, std::vector<std::string> topics = {"Topic"});

/// Applies one change.
void put(Catalog& catalog, Article article);
void erase(Catalog& catalog, const std::string& path);

/// Titles of the newest entries, to be compared at one glance: `b a`.
std::string titles(const Catalog& catalog, std::string_view slug = "all", std::size_t limit = 1000);
/// Slugs in one line: `all topic`.
std::string joined(const std::vector<std::string>& words);

}  // namespace feed_exporter
