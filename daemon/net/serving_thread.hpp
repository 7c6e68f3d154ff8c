// SPDX-License-Identifier: MIT
// One serving thread: its io_context, listeners, connections, and its own pointers to the snapshot and the
// policy, so that no request waits for another thread. Owned by the server.
#pragma once

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "daemon/log.hpp"
#include "daemon/net/acceptor.hpp"
#include "daemon/net/access_log.hpp"
#include "daemon/net/connection.hpp"
#include "daemon/net/connection_limit.hpp"
#include "daemon/net/counters.hpp"
#include "daemon/net/head_start.hpp"
#include "daemon/net/listeners.hpp"
#include "daemon/net/mailbox.hpp"
#include "daemon/net/serving_policy.hpp"
#include "daemon/serve/snapshot.hpp"

namespace feed_exporter {

class ServingThread {
 public:
  using Executor = boost::asio::io_context::executor_type;
  using TimePoint = std::chrono::steady_clock::time_point;

  /// Owns the descriptors of `sockets`. `limit`, `log` and `metrics` outlive it.
  ServingThread(const std::vector<ListeningSocket>& sockets, std::shared_ptr<const ServingPolicy> policy,
                ConnectionLimit& limit, const Log& log, const std::function<std::string()>& metrics);
  /// Cuts all connections.
  ~ServingThread();
  ServingThread(const ServingThread&) = delete;
  ServingThread& operator=(const ServingThread&) = delete;

  // From the main thread.

  /// Starts the thread and accepts. Signals have to be blocked (SignalsBlocked).
  void start();
  void publish(std::shared_ptr<const Snapshot> snapshot);
  void set_policy(std::shared_ptr<const ServingPolicy> policy);
  /// Accepts on further sockets, and owns them.
  void listen(std::vector<ListeningSocket> sockets);
  /// Accepts what has arrived on the sockets of a group, and closes them.
  void stop_listening(std::size_t group);
  /// Calls `done` on this thread.
  void ping(std::function<void()> done);
  /// Accepts what has arrived and no more, answers what is asked, and ends, at the latest after the drain
  /// timeout.
  void drain();
  /// Waits for that end.
  void join();

  /// Any thread.
  const Counters& counters() const { return counters_; }

  // From the connections, on this thread.

  Executor executor() { return context_.get_executor(); }
  const Snapshot* snapshot() const { return snapshot_.get(); }
  const ServingPolicy& policy() const { return *policy_; }
  Counters& counters() { return counters_; }
  HeadStartMaker& head_starts() { return head_starts_; }
  std::string metrics() const { return metrics_(); }
  bool draining() const { return draining_; }
  /// Enough connections to make others wait while one of them is served.
  bool is_busy() const { return connections_.size() > few_connections; }
  /// Calls `connection.resume()` once all others that are ready have had their turn.
  void resume_later(Connection& connection);
  void log_request(const AccessLogEntry& entry);
  void log_failure(const std::exception& error);
  /// The connection has closed its socket.
  void closed(const Connection& connection);
  /// Nothing refers to the ended connection any more.
  void recycle(Connection& connection);

 private:
  static constexpr std::size_t few_connections = 4;
  using Timer =
      boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                        boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

  void run();
  void take_connection(int descriptor, const struct sockaddr_storage& address);
  Refusal admit(const std::optional<IpAddress>& peer);
  void add_spare();
  Connection& use_spare();
  void resume_all();
  void schedule_sweep();
  void sweep();
  std::chrono::milliseconds sweep_interval() const;
  void flush_log();
  void begin_drain();
  void end_if_drained();

  ConnectionLimit& limit_;
  const Log& log_;
  const std::function<std::string()>& metrics_;
  Counters counters_;

  // This thread's alone once it runs.
  boost::asio::io_context context_;
  Mailbox mailbox_;
  Acceptor acceptor_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const ServingPolicy> policy_;
  HeadStartMaker head_starts_;
  std::list<Connection> connections_;
  std::list<Connection> spare_;
  std::size_t turned_away_ = 0;
  std::vector<Connection*> to_resume_;
  std::vector<Connection*> resuming_;
  Timer sweep_timer_;
  bool sweep_scheduled_ = false;
  std::string log_lines_;
  bool draining_ = false;
  TimePoint drain_deadline_{};
  Timer acceptor_end_;

  std::thread thread_;
};

}  // namespace feed_exporter
