// SPDX-License-Identifier: MIT
// How many requests a client address may make: a bucket of tokens per address, refilled evenly, in a table of
// fixed size. Shared by the serving threads; thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "daemon/net/ip_address.hpp"

namespace feed_exporter {

class RequestBudget {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// `per_minute` requests, at once or spread, at least 1.
  explicit RequestBudget(std::size_t per_minute);

  enum class Cost : std::uint8_t {
    full,
    /// A 304: a tenth, so that politeness pays.
    conditional,
  };

  /// Zero if `client` may have this request, which then counts; else how long it has to wait.
  std::chrono::seconds charge(const IpAddress& client, Cost cost, TimePoint now);

  std::size_t per_minute() const { return per_minute_; }

 private:
  /// The generic cell rate algorithm: a bucket is the one time at which it will be full again, so a slot
  /// whose time has come is as good as an empty one.
  struct Slot {
    IpAddress client;
    TimePoint full_at{};
  };
  static constexpr std::size_t ways = 8;
  static constexpr std::size_t sets = 4096;

  Slot& find_slot(const IpAddress& client);

  const std::size_t per_minute_;
  const std::chrono::nanoseconds interval_;
  /// Keeps strangers from choosing whom they push out of the table.
  const std::uint64_t seed_;
  std::mutex mutex_;
  std::vector<Slot> slots_;
};

}  // namespace feed_exporter
