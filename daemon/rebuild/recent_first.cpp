// SPDX-License-Identifier: MIT
#include "daemon/rebuild/recent_first.hpp"

#include <algorithm>

namespace feed_exporter {

void RecentFirst::note(std::size_t value, Time now) {
  while (!samples_.empty() && samples_.front().first < now - span_) samples_.pop_front();
  if (samples_.empty() || samples_.back().first != now) samples_.emplace_back(now, value + lowered_);
}

std::size_t RecentFirst::get() const {
  if (samples_.empty()) return 0;
  const std::size_t level = samples_.front().second;
  return level - std::min(level, lowered_);
}

}  // namespace feed_exporter
