// SPDX-License-Identifier: MIT
#include "exporters/update_pace.hpp"

#include <algorithm>

namespace feed_exporter {

std::optional<UpdatePace> make_update_pace(std::chrono::seconds max_age) {
  if (max_age <= std::chrono::seconds::zero()) return std::nullopt;
  std::string_view period = "hourly";
  std::chrono::seconds length = std::chrono::hours(1);
  if (max_age > std::chrono::days(1)) {
    period = "weekly";
    length = std::chrono::weeks(1);
  } else if (max_age > std::chrono::hours(1)) {
    period = "daily";
    length = std::chrono::days(1);
  }
  return UpdatePace{.ttl = std::chrono::ceil<std::chrono::minutes>(max_age),
                    .period = period,
                    .frequency = std::max<std::int64_t>(length / max_age, 1)};
}

}  // namespace feed_exporter
