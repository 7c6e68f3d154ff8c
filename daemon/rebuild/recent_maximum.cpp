// SPDX-License-Identifier: MIT
#include "daemon/rebuild/recent_maximum.hpp"

namespace feed_exporter {

void RecentMaximum::note(std::size_t value, Time now) {
  push(last_, now);
  last_ = value + lowered_;
  push(last_, now);
  while (samples_.front().until + span_ < now) samples_.pop_front();
}

std::size_t RecentMaximum::get() const {
  const std::size_t level = samples_.empty() ? 0 : samples_.front().level;
  return level > lowered_ ? level - lowered_ : 0;
}

void RecentMaximum::push(std::size_t level, Time now) {
  while (!samples_.empty() && samples_.back().level <= level) samples_.pop_back();
  samples_.push_back({level, now});
}

}  // namespace feed_exporter
