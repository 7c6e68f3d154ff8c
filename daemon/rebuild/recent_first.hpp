// SPDX-License-Identifier: MIT
// What a number was at the beginning of the last while. Owned by the deletion guard.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <utility>

namespace feed_exporter {

class RecentFirst {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RecentFirst(std::chrono::milliseconds span) : span_(span) {}

  /// The number is `value` at `now`.
  void note(std::size_t value, Time now);
  /// Whatever the number was, it counts for so much less.
  void lower(std::size_t by) { lowered_ += by; }
  /// The first value noted within the span, else the last one; 0 before the first `note`.
  std::size_t get() const;

 private:
  const std::chrono::milliseconds span_;
  /// When, and the number above all that has been lowered up to then.
  std::deque<std::pair<Time, std::size_t>> samples_;
  std::size_t lowered_ = 0;
};

}  // namespace feed_exporter
