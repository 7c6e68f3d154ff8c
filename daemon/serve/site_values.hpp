// SPDX-License-Identifier: MIT
// Settings, topics and entries -> the values that exporters render. Pure; thread-safe.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/catalog/catalog.hpp"
#include "exporters/feed.hpp"

namespace feed_exporter {

/// What the feed that holds everything is called.
inline constexpr std::string_view everything_name = "All articles";

Site make_site(const Settings& settings, std::string base_url);

/// The decoded path of a base URL, without a trailing slash: empty for `https://example.org`.
std::string base_path_of(const std::string& base_url);

/// `topic` as the catalog sums it up, without topics to go on to; `epoch` is the date of a feed without
/// entries.
Feed make_feed(const Site& site, const TopicSummary& topic, std::vector<Entry> entries,
               std::chrono::sys_seconds epoch);

/// What is said of everything, as of a topic.
TopicSummary summarize_everything(const Site& site, std::size_t articles);

}  // namespace feed_exporter
