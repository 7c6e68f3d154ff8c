// SPDX-License-Identifier: MIT
// The page for people in place of one that is not there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// `404 Not Found`, `text`, what to do and, if any, topics of a similar name.
std::string render_not_found_page(const Site& site, std::string_view text, const std::vector<Tag>& nearest);

}  // namespace feed_exporter
