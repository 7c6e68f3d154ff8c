// SPDX-License-Identifier: MIT
// One reading of all seeds, without watching or serving: what `check`, `export`, `render` and `list` begin
// with.
#pragma once

#include <memory>
#include <vector>

#include "config/settings.hpp"
#include "daemon/clock.hpp"
#include "daemon/content/problem.hpp"
#include "daemon/log.hpp"
#include "daemon/rebuild/rebuilder.hpp"
#include "daemon/serve/snapshot.hpp"
#include "daemon/worker_pool.hpp"

namespace feed_exporter {

class OfflineSite {
 public:
  /// Reads and renders everything; then the problems of the seeds go to `log`. Throws std::runtime_error that
  /// says why if the directory cannot be read or no feeds can be made of it.
  OfflineSite(const Settings& settings, const Log& log, Clock clock = {});

  const Snapshot& snapshot() const { return *snapshot_; }
  /// Sorted by path, line and column.
  std::vector<Problem> problems() const { return rebuilder_.problems(); }
  const RebuildStats& stats() const { return rebuilder_.stats(); }

 private:
  /// What keeps a daemon from its work ends a command: it is thrown, and not logged as well.
  Log silent_ = Log::silent();
  WorkerPool workers_;
  Rebuilder rebuilder_;
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace feed_exporter
