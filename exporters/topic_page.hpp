// SPDX-License-Identifier: MIT
// The page of a feed for people: one entry of the table of formats.
#pragma once

#include <string>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// Appends the HTML page of `feed` to `out`. Pure; thread-safe.
void render_topic_page(const Feed& feed, std::string& out);

}  // namespace feed_exporter
