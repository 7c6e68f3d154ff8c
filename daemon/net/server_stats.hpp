// SPDX-License-Identifier: MIT
// What the serving threads counted: a plain value, summed over them.
#pragma once

#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace feed_exporter {

struct ServerStats {
  /// (format, status) -> requests.
  std::map<std::pair<std::string, int>, std::uint64_t> requests;
  std::uint64_t bytes_sent = 0;
  std::uint64_t connections_accepted = 0;
  std::uint64_t connections_open = 0;
  /// Reason (`connections`, `per-address`, `budget`, `header-timeout`, `bad-request`…) -> how many.
  std::map<std::string, std::uint64_t> rejected;
  std::uint64_t accept_errors = 0;
  /// Lines of the access log that were lost, as whatever takes them stood still.
  std::uint64_t log_lines_dropped = 0;
  /// Upper bounds in seconds of the time from the whole request to the last byte handed to the kernel, and
  /// counts.
  static constexpr double latency_bounds[] = {0.0001, 0.00025, 0.0005, 0.001, 0.0025,
                                              0.005,  0.01,    0.05,   0.25,  1};
  std::uint64_t latencies[std::size(latency_bounds) + 1] = {};
  double latency_sum = 0;
};

}  // namespace feed_exporter
