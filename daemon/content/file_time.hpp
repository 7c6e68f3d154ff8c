// SPDX-License-Identifier: MIT
// Moments as the kernel stamps files with them. Thread-safe.
#pragma once

#include <chrono>
#include <ctime>

namespace feed_exporter {

/// UTC, may step.
using FileTime = std::chrono::sys_time<std::chrono::nanoseconds>;

inline FileTime to_file_time(const timespec& moment) {
  return FileTime(std::chrono::seconds(moment.tv_sec) + std::chrono::nanoseconds(moment.tv_nsec));
}

/// No file that changes from now on is stamped with an earlier moment: stamps are taken from the clock that
/// goes in ticks of a few milliseconds, or are later than that.
inline FileTime read_file_clock() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return to_file_time(now);
}

}  // namespace feed_exporter
