// SPDX-License-Identifier: MIT
// Comments that were meant to be part of a value: `title: Release #1 is out`. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace feed_exporter {

/// Whether what follows a plain scalar on its line is a comment that does not look like one: no blank behind
/// its `#`; a comma may stand before it. The scalar `value` begins at `at` in the source, where it may be
/// folded; it may be empty.
bool is_cut_by_comment(std::string_view source, std::size_t at, std::string_view value);

/// Where the dash of an item of a list is, if nothing follows it but such a comment; it is the last one
/// before `end` that begins a line. Else `npos`.
std::size_t find_item_cut_by_comment(std::string_view source, std::size_t end);

}  // namespace feed_exporter
