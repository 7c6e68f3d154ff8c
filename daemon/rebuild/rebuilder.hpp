// SPDX-License-Identifier: MIT
// From a batch of changed places to a new snapshot: reads and parses the named files, keeps the last good
// article of a bad one, guards against deletions that are none, applies the rest to the catalog and renders
// what changed. Owned by the rebuild thread; blocking; no Asio. `check`, `export`, `render` and `list` use it
// as `serve` does.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/clock.hpp"
#include "daemon/content/problem.hpp"
#include "daemon/log.hpp"
#include "daemon/serve/snapshot.hpp"
#include "daemon/watch/batch.hpp"
#include "daemon/worker_pool.hpp"

namespace feed_exporter {

/// What the rebuilds did so far, as a value that other threads may be given a copy of.
struct RebuildStats {
  std::uint64_t articles = 0;
  std::uint64_t topics = 0;
  /// Files by name, whatever they hold; files without front matter among them.
  std::uint64_t files = 0;
  std::uint64_t not_seeds = 0;
  /// Rule -> how many now, by severity.
  std::map<std::string, std::uint64_t> errors;
  std::map<std::string, std::uint64_t> warnings;
  std::uint64_t rebuilds = 0;
  std::uint64_t failures = 0;
  std::uint64_t publications = 0;
  /// Upper bounds in seconds and counts, not cumulative; the last is beyond all bounds.
  static constexpr double duration_bounds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                               0.1,   0.25,   0.5,   1,    2.5,   5};
  std::uint64_t durations[std::size(duration_bounds) + 1] = {};
  double duration_sum = 0;
  static constexpr double batch_bounds[] = {1, 10, 100, 1'000, 10'000, 100'000};
  std::uint64_t batch_sizes[std::size(batch_bounds) + 1] = {};
  double batch_size_sum = 0;
  /// Unix time; 0: never.
  std::int64_t last_publication = 0;
  std::uint64_t content_bytes = 0;
  std::uint64_t body_bytes = 0;
  std::uint64_t rendered_bytes = 0;
  /// Why the last rebuild failed; empty if it did not.
  std::string failure;
  /// Why the feeds do not follow the seeds, one line each.
  std::vector<std::string> degraded;
  bool deletions_held = false;
};

class Rebuilder {
 public:
  Rebuilder(const Settings& settings, std::string base_url, const Log& log, WorkerPool& workers,
            Clock clock = {});
  ~Rebuilder();
  Rebuilder(const Rebuilder&) = delete;
  Rebuilder& operator=(const Rebuilder&) = delete;

  /// Deals with a batch and with all that is due by the clocks: articles of the future, deletions after their
  /// grace, files to be read again. A batch may be empty, but for which files are being written
  /// (Watcher::glance). The new snapshot, or null if nothing that is served changed. Once the worker pool is
  /// stopped it ends early with null, and the Rebuilder is of no more use.
  std::shared_ptr<const Snapshot> rebuild(const Batch& batch = {});
  /// When it has something to do next: at the latest 30 s from now while an article is due, since the
  /// wall clock may step; none if nothing is waited for.
  std::optional<std::chrono::steady_clock::time_point> next_tick() const;

  /// Serves changes before their slowest codings are made; these follow with the next calls. Off at first.
  void set_deferring(bool deferring);
  /// Gets, on the calling thread, how many of how many files a `rebuild` has read; for people who wait.
  void set_progress(std::function<void(std::size_t done, std::size_t total)> progress);

  /// Held deletions are meant (SIGHUP): the next `rebuild` carries them out.
  void confirm_deletions();
  /// Takes new settings; the next `rebuild` must be of everything. If it throws, the old ones hold.
  void reconfigure(const Settings& settings, std::string base_url);
  /// The watcher's reason to poll (empty: none, or it was told to), to be said in `/readyz` and on `/`.
  void set_watch_notice(std::string notice);

  const RebuildStats& stats() const;
  /// All present problems, sorted by path, line, column.
  std::vector<Problem> problems() const;
  /// The snapshot that is current; null before the first.
  std::shared_ptr<const Snapshot> snapshot() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace feed_exporter
