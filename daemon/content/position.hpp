// SPDX-License-Identifier: MIT
// A place in a text, as readers of the seed's parts hand it on.
#pragma once

#include <cstdint>

namespace feed_exporter {

/// Line from 1, column in bytes from 1; 0: unknown.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const Position&) const = default;
};

}  // namespace feed_exporter
