// SPDX-License-Identifier: MIT
// Whether the seeds directory is there: says once when that changes, and when to look again while it is not.
// Owned by the rebuild thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "config/settings.hpp"
#include "daemon/content/seed_tree.hpp"
#include "daemon/log.hpp"

namespace feed_exporter {

class RootWatch {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `settings` stays valid.
  RootWatch(const SeedSettings& settings, const Log& log) : settings_(settings), log_(log) {}

  /// The directory was found in this state. Returns whether it is back after it was away.
  bool note(RootState state, Time now);

  bool readable() const { return state_ == RootState::readable; }
  /// When to look for a directory that is away.
  std::optional<Time> next() const { return next_; }
  /// Why it is not readable, for people; empty if it is, or was not looked at yet.
  std::string reason() const;

 private:
  const SeedSettings& settings_;
  const Log& log_;
  /// None before the first look.
  std::optional<RootState> state_;
  std::optional<Time> next_;
};

}  // namespace feed_exporter
