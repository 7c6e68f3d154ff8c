// SPDX-License-Identifier: MIT
// The entries on a topic's page: the newest as stories with picture and excerpt, as many as the budget of a
// page allows when all the others are to follow as one line each.
#pragma once

#include <cstddef>

#include "exporters/feed.hpp"
#include "exporters/html.hpp"

namespace feed_exporter {

/// Writes the section of the entries, and how many there was no room for, within `budget` bytes of all that
/// `html` wrote. REQUIRES: there is an entry.
void write_entries(HtmlWriter& html, const Feed& feed, std::size_t budget);

}  // namespace feed_exporter
