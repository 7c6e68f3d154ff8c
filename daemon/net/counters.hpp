// SPDX-License-Identifier: MIT
// What one serving thread counts: written by that thread alone, read by any.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "daemon/net/refusal.hpp"
#include "daemon/net/server_stats.hpp"
#include "daemon/serve/status_line.hpp"

namespace feed_exporter {

/// A number with one writer: no read-modify-write instruction is needed.
class Counter {
 public:
  void add(std::uint64_t amount) {
    value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
  }
  void subtract(std::uint64_t amount) { add(~amount + 1); }
  std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

class Counters {
 public:
  /// An answered request. `format` is as in Reply.
  void count_request(std::string_view format, int status);
  /// From the whole request to the last byte handed to the kernel.
  void count_latency(std::chrono::nanoseconds latency);
  void count_refusal(Refusal refusal) { refusals_[static_cast<std::size_t>(refusal)].add(1); }

  Counter bytes_sent;
  Counter accepted;
  Counter open;
  Counter accept_errors;

  /// Adds these to `sum`.
  void add_to(ServerStats& sum) const;

 private:
  static constexpr std::size_t max_formats = 24;
  static constexpr std::size_t max_format_name = 24;
  struct Format {
    std::array<char, max_format_name> name{};
    std::size_t size = 0;
    std::array<Counter, status_rows.size()> by_status;
  };

  Format& find_format(std::string_view name);

  /// Those below used_ have their final name.
  std::array<Format, max_formats> formats_;
  std::atomic<std::size_t> used_ = 0;
  std::array<Counter, refusal_count> refusals_;
  std::array<Counter, std::size(ServerStats::latency_bounds) + 1> latencies_;
  Counter latency_nanoseconds_;
};

}  // namespace feed_exporter
