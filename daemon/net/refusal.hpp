// SPDX-License-Identifier: MIT
// Why a request or a connection is refused before the handler sees it: one visible table of reasons.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "daemon/serve/handler.hpp"

namespace feed_exporter {

enum class Refusal : std::uint8_t {
  none,
  connections,
  per_address,
  budget,
  header_timeout,
  write_timeout,
  bad_request,
  bad_host,
  body,
  target_too_long,
  header_too_large,
  expectation,
  transfer_encoding,
  version,
};
inline constexpr std::size_t refusal_count = 14;

struct RefusalRow {
  /// In metrics.
  std::string_view name;
  /// 0: there is nobody left to tell.
  int status;
};

inline constexpr std::array<RefusalRow, refusal_count> refusals = {{
    {"none", 0},
    {"connections", 503},
    {"per-address", 503},
    {"budget", 429},
    {"header-timeout", 408},
    {"write-timeout", 0},
    {"bad-request", 400},
    {"bad-host", 400},
    {"body", 400},
    {"target-too-long", 414},
    {"header-too-large", 431},
    {"expectation", 417},
    {"transfer-encoding", 501},
    {"version", 505},
}};

constexpr const RefusalRow& row_of(Refusal refusal) {
  return refusals[static_cast<std::size_t>(refusal)];
}

/// What the client is told. `retry_after` zero: nothing about trying again.
Reply make_refusal(Refusal why, std::chrono::seconds retry_after);

}  // namespace feed_exporter
