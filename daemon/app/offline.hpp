// SPDX-License-Identifier: MIT
// One reading of all seeds, without watching or serving: what `check`, `export`, `render` and `list` begin
// with.
#pragma once

#include <memory>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/problem.hpp"
#include "daemon/log.hpp"
#include "daemon/rebuild/rebuilder.hpp"
#include "daemon/serve/snapshot.hpp"
#include "daemon/worker_pool.hpp"

namespace feed_exporter {

class OfflineSite {
 public:
  /// Reads and renders everything. `log` gets the problems and outlives this. Throws std::runtime_error if
  /// the seeds directory cannot be read.
  OfflineSite(const Settings& settings, const Log& log);

  const Snapshot& snapshot() const { return *snapshot_; }
  /// Sorted by path, line and column.
  std::vector<Problem> problems() const { return rebuilder_.problems(); }
  const RebuildStats& stats() const { return rebuilder_.stats(); }

 private:
  WorkerPool workers_;
  Rebuilder rebuilder_;
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace feed_exporter
