// SPDX-License-Identifier: MIT
// Watches the seeds directory by inotify, or by polling where that can't work, and hands on batches of what
// may have changed. Lives on one io_context (the main thread's); the batches come as calls on that thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "daemon/log.hpp"
#include "daemon/watch/batch.hpp"
#include "daemon/watch/settling.hpp"

namespace feed_exporter {

/// What the watcher did so far; read on its thread.
struct WatchStats {
  std::uint64_t watches = 0;
  std::uint64_t overflows = 0;
  std::uint64_t batches = 0;
  bool polling = false;
  /// Why it polls though it was not told to, for people; else empty.
  std::string polling_reason;
};

class Watcher {
 public:
  /// `on_batch` gets every batch; until it has called `ready()` again no further one comes, but all that
  /// happens meanwhile is gathered into the next, without growing beyond `everything`.
  Watcher(boost::asio::any_io_executor executor, const SeedSettings& settings, const Log& log,
          std::function<void(Batch)> on_batch, const Settling& settling = {});
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// Sets the watches, then hands on a first batch that is `everything`; a missing root is waited for.
  void start();
  /// The last batch has been dealt with: the next may come.
  void ready();
  /// An empty batch: what is being written at this moment, for those who read something again.
  Batch glance();
  /// New settings: watches anew, and hands on `everything`.
  void restart(const SeedSettings& settings);
  /// Ends all waits; no call of `on_batch` follows.
  void stop();

  WatchStats stats() const;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace feed_exporter
