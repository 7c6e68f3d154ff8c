// SPDX-License-Identifier: MIT
// A Rebuilder over a temporary directory, with clocks that stand still until a test moves them.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "daemon/rebuild/rebuilder.hpp"
#include "tests/rebuild/captured_log.hpp"
#include "tests/rebuild/seed_directory.hpp"

namespace feed_exporter {

class ManualClock {
 public:
  Clock clock() const;
  void pass(std::chrono::milliseconds time);
  /// Moves the wall clock alone.
  void step(std::chrono::seconds time) { state_->wall += time; }
  /// From now on it throws when it is asked for the time of day.
  void break_wall(bool broken) { state_->broken = broken; }
  std::chrono::sys_seconds wall() const;
  std::chrono::steady_clock::time_point steady() const { return state_->steady; }

 private:
  struct State {
    std::chrono::sys_time<std::chrono::milliseconds> wall =
        std::chrono::sys_days{std::chrono::year(2026) / 3 / 1};
    std::chrono::steady_clock::time_point steady{std::chrono::hours(1)};
    bool broken = false;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

/// Every document of a snapshot with its codings, validators and headers (without `Last-Modified`, which is a
/// matter of when), by path; aliases, topics, site and readiness beside them.
std::map<std::string, std::string> contents(const Snapshot& snapshot);

/// The identity body at a path; none if it is not there.
std::optional<std::string> body_at(const Snapshot& snapshot, const std::string& path);

/// Everything that differs, for a message: paths that are missing, new or changed; empty if nothing.
std::string difference(const std::map<std::string, std::string>& left,
                       const std::map<std::string, std::string>& right);

/// A Rebuilder with what it needs around it; its directory may be shared.
class SeedSite {
 public:
  explicit SeedSite(Settings settings, ManualClock clock = {}, std::size_t threads = 2);

  /// Each of these also ticks while the rebuilder asks for it at once, and gives the last snapshot that came
  /// of it all, or null. `rebuild` names files.
  std::shared_ptr<const Snapshot> rebuild(std::vector<std::string> paths);
  std::shared_ptr<const Snapshot> rebuild(const Batch& batch);
  std::shared_ptr<const Snapshot> rebuild_everything();
  std::shared_ptr<const Snapshot> rebuild_folder(std::string folder);
  /// Lets time pass, ticking whenever the rebuilder asks for it. The last snapshot that came of it, or null.
  std::shared_ptr<const Snapshot> pass(std::chrono::milliseconds time);

  Rebuilder& rebuilder() { return *rebuilder_; }
  const Snapshot& snapshot() const { return *rebuilder_->snapshot(); }
  const RebuildStats& stats() const { return rebuilder_->stats(); }
  std::optional<std::string> body(const std::string& path) const { return body_at(snapshot(), path); }
  /// Whether a feed, by default that of all, names something.
  bool shows(const std::string& text, const std::string& path = "/feeds/all.json") const;
  std::vector<std::string> take_log() { return log_.take(); }
  ManualClock& clock() { return clock_; }
  const Settings& settings() const { return settings_; }

 private:
  Settings settings_;
  ManualClock clock_;
  CapturedLog log_;
  WorkerPool workers_;
  std::unique_ptr<Rebuilder> rebuilder_;
};

/// Settings of tests: the directory, a base URL, the rest by default.
Settings settings_for(const SeedDirectory& directory);

/// What a Rebuilder that knows nothing else makes of a directory at the clock's time.
struct FreshSite {
  explicit FreshSite(const Settings& settings, const ManualClock& clock);
  std::map<std::string, std::string> documents;
  std::vector<Problem> problems;
};

}  // namespace feed_exporter
