// SPDX-License-Identifier: MIT
// The two clocks of the daemon as a value, so that tests can set the time.
#pragma once

#include <chrono>
#include <functional>

namespace feed_exporter {

struct Clock {
  /// UTC; may step.
  std::function<std::chrono::sys_seconds()> wall = [] {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  };
  /// Never steps.
  std::function<std::chrono::steady_clock::time_point()> steady = [] {
    return std::chrono::steady_clock::now();
  };
};

}  // namespace feed_exporter
