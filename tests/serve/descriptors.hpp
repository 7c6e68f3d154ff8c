// SPDX-License-Identifier: MIT
// How many descriptors this process has open, for tests that look for leaks.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace feed_exporter {

/// The one that reads the list counts itself, every time.
inline std::size_t count_descriptors() {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                                                std::filesystem::directory_iterator()));
}

}  // namespace feed_exporter
