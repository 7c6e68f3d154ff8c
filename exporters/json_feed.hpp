// SPDX-License-Identifier: MIT
// A feed as JSON Feed 1.1: one entry of the table of formats.
#pragma once

#include <string>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// Appends `feed` as JSON Feed 1.1, UTF-8, to `out`. Pure; thread-safe.
void render_json_feed(const Feed& feed, std::string& out);

}  // namespace feed_exporter
