// SPDX-License-Identifier: MIT
// The key that never leaves its file, with its value: `secured`. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace feed_exporter {

/// Whether a key, with its value, never enters a tree.
inline bool is_dropped_key(std::string_view key) {
  return key == "secured";
}

/// Whether a line, or an item of a list, begins with that key, whatever it may be part of.
bool begins_with_dropped_key(std::string_view line);

/// The line, from 1, of a body that holds that key because a marker line ended the front matter too early:
/// the next such line is still to come. 0: there is none.
std::uint32_t find_dropped_key(std::string_view body);

}  // namespace feed_exporter
