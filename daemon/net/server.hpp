// SPDX-License-Identifier: MIT
// The HTTP server: serving threads, each with its own io_context, listeners and snapshot pointer.
// All members are called from the main thread; the serving threads are reached by posting to them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/log.hpp"
#include "daemon/net/server_stats.hpp"
#include "daemon/serve/snapshot.hpp"

namespace feed_exporter {

class Server {
 public:
  /// Binds all listeners (and takes `inherited` descriptors of socket activation instead, if any), or throws
  /// std::runtime_error with one line that names the address. Nothing is accepted before `start`.
  /// `metrics` makes the body of `/metrics`; it is called on serving threads. `early_base_path` is the
  /// decoded path of the base URL, until a snapshot says it.
  Server(const ServerSettings& settings, const LogSettings& log_settings, const Log& log,
         std::vector<int> inherited, std::function<std::string()> metrics, std::string early_base_path = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// `http://127.0.0.1:8080`, `http://[::1]:8080`, `unix:/path`, with the ports that were picked.
  std::vector<std::string> addresses() const;

  /// Starts the serving threads and accepts.
  void start();
  /// Hands a snapshot to every serving thread.
  void publish(std::shared_ptr<const Snapshot> snapshot);
  /// New limits, budgets, access log and listeners for what comes; open connections live on. Listeners that
  /// were inherited stay, and the number of threads does. Throws std::runtime_error with one line if the
  /// settings can't be fulfilled, and then keeps all it has. The access log's file is opened anew.
  void reconfigure(const ServerSettings& settings, const LogSettings& log_settings);
  /// Opens the access log's file anew, if there is one.
  void reopen_log();
  /// Calls `done` (on a serving thread) once every serving thread has run a handler: proof that all are
  /// alive.
  void ping(std::function<void()> done);
  /// Stops accepting, lets requests under way end (at most `drain_timeout`), joins the threads and writes the
  /// last lines of the access log. Nothing but `stats` follows.
  void drain();

  /// Sums over the serving threads, as of now. Any thread.
  ServerStats stats() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace feed_exporter
