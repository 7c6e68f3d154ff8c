// SPDX-License-Identifier: MIT
// The largest value that a number had within the last while. Owned by the deletion guard.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>

namespace feed_exporter {

class RecentMaximum {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RecentMaximum(std::chrono::milliseconds span) : span_(span) {}

  /// The number is `value` from `now` on; until now it was what it was before.
  void note(std::size_t value, Time now);
  /// Whatever the number was, it counts for so much less.
  void lower(std::size_t by) { lowered_ += by; }
  /// 0 before the first `note`.
  std::size_t get() const;

 private:
  struct Sample {
    /// Above all that has been lowered up to now.
    std::size_t level = 0;
    /// The last moment of it.
    Time until;
  };
  void push(std::size_t level, Time now);

  const std::chrono::milliseconds span_;
  /// Each later and lower than the one before.
  std::deque<Sample> samples_;
  std::size_t last_ = 0;
  std::size_t lowered_ = 0;
};

}  // namespace feed_exporter
