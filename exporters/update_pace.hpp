// SPDX-License-Identifier: MIT
// How often a reader should ask, in the terms of RSS and of its syndication module.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace feed_exporter {

struct UpdatePace {
  /// RSS 2.0 `ttl`, rounded up.
  std::chrono::minutes ttl;
  /// `sy:updatePeriod`: `hourly`, `daily` or `weekly`.
  std::string_view period;
  /// `sy:updateFrequency`: times a period, at least 1.
  std::int64_t frequency;
  bool operator==(const UpdatePace&) const = default;
};

/// The pace that HTTP's `max-age` sets; unset where it is zero, for neither element may be.
std::optional<UpdatePace> make_update_pace(std::chrono::seconds max_age);

}  // namespace feed_exporter
