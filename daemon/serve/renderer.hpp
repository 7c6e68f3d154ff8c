// SPDX-License-Identifier: MIT
// Catalog -> Snapshot: renders the feeds whose entries changed, in all formats and codings, and shares all
// others with the snapshot before. Owned by the rebuild thread; its parallel parts run on the worker pool.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/serve/snapshot.hpp"
#include "daemon/worker_pool.hpp"
#include "exporters/daemon_state.hpp"

namespace feed_exporter {

class Renderer {
 public:
  /// `base_url`: the configured one or the first listener's.
  Renderer(const Settings& settings, std::string base_url, WorkerPool& workers);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  /// Renders what is dirty in the catalog and what `state` and `readiness` ask for. Null if no byte, no
  /// header and no readiness differs from the snapshot before. `now` only stamps `Last-Modified` of what
  /// changed. If it throws, the next call renders everything.
  std::shared_ptr<const Snapshot> render(Catalog& catalog, const DaemonState& state,
                                         const Readiness& readiness, std::chrono::sys_seconds now);

  /// The snapshot of the last call once more, under another readiness; null if there is none.
  std::shared_ptr<const Snapshot> republish(const Readiness& readiness);

  /// Lets `render` leave the codings that take longest to later calls in which nothing has changed, a part in
  /// each, so that a change is served in half the time; clients that would have got them get the next best
  /// meanwhile. Off at first.
  void set_deferring(bool deferring);
  /// Whether something was left to later calls of `render`, the next of which should then come at once.
  bool deferred() const;

  /// Forgets what was rendered, so that the next call renders everything; for new settings.
  void reset(const Settings& settings, std::string base_url);

  /// If a body had to go without `Last-Modified` (two changes within one second), when `render` can give it
  /// one.
  std::optional<std::chrono::sys_seconds> next_stamp() const;

  /// Bytes of all representations in memory or memfd.
  std::size_t rendered_bytes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace feed_exporter
