// SPDX-License-Identifier: MIT
// The body of a seed -> the HTML that stands in its feeds. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/content/problem_list.hpp"

namespace feed_exporter {

/// A body of the file `path` (`.html`: HTML; else Markdown), which begins at `line`. `url` is the entry's,
/// for relative links. Warns of what was taken out. Empty if nothing is left, or it is too much to be parsed.
std::string render_body(std::string_view path, std::string_view body, std::uint32_t line,
                        std::string_view url, ProblemList& problems);

}  // namespace feed_exporter
