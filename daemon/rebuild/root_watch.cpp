// SPDX-License-Identifier: MIT
#include "daemon/rebuild/root_watch.hpp"

#include <utility>

namespace feed_exporter {

bool RootWatch::note(RootState state, Time now) {
  const std::optional<RootState> before = std::exchange(state_, state);
  if (state == RootState::readable) {
    next_.reset();
    const bool back = before && *before != state;
    if (back) log_.info("the seeds directory can be read again", {{"directory", settings_.directory}});
    return back;
  }
  if (before != state) log_.error(reason(), {{"directory", settings_.directory}});
  next_ = now + settings_.root_check;
  return false;
}

std::string RootWatch::reason() const {
  if (state_ == RootState::missing) return "the seeds directory is missing";
  if (state_ == RootState::not_a_directory) return "the seeds directory is no directory";
  if (state_ == RootState::unreadable) return "the seeds directory cannot be read";
  if (state_ == RootState::unavailable) {
    return "the seeds directory cannot be read just now: the system is short of descriptors or memory";
  }
  return {};
}

}  // namespace feed_exporter
