// SPDX-License-Identifier: MIT
// A place in a text, as readers of the seed's parts hand it on.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace feed_exporter {

/// Line from 1, column in bytes from 1; 0: unknown.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const Position&) const = default;
};

/// The place of a byte of a text; one behind the end counts as the end.
inline Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;
  return {static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
          static_cast<std::uint32_t>(before.size() - line_start + 1)};
}

}  // namespace feed_exporter
