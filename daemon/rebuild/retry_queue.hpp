// SPDX-License-Identifier: MIT
// Files that could not be read to the end (they changed meanwhile, or memory was short), and when to try
// again. Owned by the rebuild thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace feed_exporter {

class RetryQueue {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// The delay doubles with each try, so that a file which is written to for ever costs little.
  /// The first is half a tick of the clock that files are stamped by, where it goes at 250 Hz: a file that
  /// changed in the very tick in which a batch was taken can be read in the next one.
  static constexpr std::chrono::milliseconds first_delay{2};
  static constexpr std::chrono::milliseconds longest_delay{5'000};
  /// For so long a file is put off because it may be half written; one that is replaced again and again is to
  /// be read all the same.
  static constexpr std::chrono::milliseconds patience{2'000};

  /// Tries the path again later; returns how often it has been put off by now.
  std::size_t put_off(const std::string& path, Time now);
  /// Whether the path has been put off for longer than `patience`.
  bool is_overdue(const std::string& path, Time now) const;
  /// The path has been read, is gone, or will be named again.
  void forget(const std::string& path);

  std::vector<std::string> due(Time now) const;
  std::optional<Time> next() const;

 private:
  struct Retry {
    std::size_t tries = 0;
    Time since;
    Time at;
  };
  std::map<std::string, Retry> retries_;
};

}  // namespace feed_exporter
