// SPDX-License-Identifier: MIT
// A feed as RSS 2.0: one entry of the table of formats.
#pragma once

#include <string>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// Appends `feed` as RSS 2.0, UTF-8, to `out`. Pure; thread-safe.
void render_rss(const Feed& feed, std::string& out);

}  // namespace feed_exporter
