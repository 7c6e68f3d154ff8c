// SPDX-License-Identifier: MIT
// A feed as Atom 1.0 (RFC 4287): one entry of the table of formats.
#pragma once

#include <string>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// Appends `feed` as Atom 1.0 (RFC 4287), UTF-8, to `out`. Pure; thread-safe.
void render_atom(const Feed& feed, std::string& out);

}  // namespace feed_exporter
