// SPDX-License-Identifier: MIT
// The topics on the index page: each as a card with its newest article and its feeds. Where there are too
// many for the budget of a page, the smaller ones do without the feeds; then only those that changed last are
// cards, as many as find room, and all are a list of names; at last the names of the smallest topics go, of
// which it is said where they are.
#pragma once

#include <cstddef>

#include "exporters/directory.hpp"
#include "exporters/html.hpp"

namespace feed_exporter {

/// Writes all topics but `all`, grouped by parent, so that the page has at most `budget` bytes.
void write_index_topics(HtmlWriter& html, const Directory& directory, std::size_t budget);

}  // namespace feed_exporter
