// SPDX-License-Identifier: MIT
// Moments as the kernel stamps files with them, by a clock that goes in ticks. Thread-safe.
#pragma once

#include <chrono>
#include <ctime>

namespace feed_exporter {

/// UTC, may step.
using FileTime = std::chrono::sys_time<std::chrono::nanoseconds>;

inline FileTime to_file_time(const timespec& moment) {
  return FileTime(std::chrono::seconds(moment.tv_sec) + std::chrono::nanoseconds(moment.tv_nsec));
}

/// How long a tick of that clock is at most: it goes at 100 to 1,000 Hz.
constexpr std::chrono::milliseconds longest_file_tick{10};

/// No file that changes from now on is stamped with an earlier moment. One that changed before may be
/// stamped with the same, or with a later one by up to a tick where the kernel has finer stamps.
inline FileTime read_file_clock() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return to_file_time(now);
}

}  // namespace feed_exporter
