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
  static constexpr std::chrono::milliseconds first_delay{50};
  static constexpr std::chrono::milliseconds longest_delay{5'000};

  /// Tries the path again later; returns how often it has been put off by now.
  std::size_t put_off(const std::string& path, Time now);
  /// The path has been read, or is gone.
  void forget(const std::string& path);

  std::vector<std::string> due(Time now) const;
  std::optional<Time> next() const;

 private:
  struct Retry {
    std::size_t tries = 0;
    Time at;
  };
  std::map<std::string, Retry> retries_;
};

}  // namespace feed_exporter
