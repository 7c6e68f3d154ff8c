// SPDX-License-Identifier: MIT
// Accepts connections on the listening sockets of one serving thread, whatever goes wrong. Owned and touched
// by that thread alone once it runs.
#pragma once

#include <sys/socket.h>

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "daemon/log.hpp"
#include "daemon/net/counters.hpp"
#include "daemon/net/listeners.hpp"

namespace feed_exporter {

class Acceptor {
 public:
  /// Takes over a non-blocking socket, or throws std::bad_alloc and leaves it alone.
  using Take = std::function<void(int descriptor, const sockaddr_storage& peer)>;

  /// Owns the descriptors of `sockets`. `errors` counts what accept(2) refused; it and `log` outlive this.
  Acceptor(boost::asio::io_context& context, const std::vector<ListeningSocket>& sockets, const Log& log,
           Counter& errors, Take take);

  /// Accepts on our own sockets. Connections on inherited ones wait in the kernel, where they are answered by
  /// whoever is there before, until `start_inherited`.
  void start();
  void start_inherited();
  /// Accepts on further sockets. REQUIRES: started.
  void add(const std::vector<ListeningSocket>& sockets);
  /// Gives up the sockets of a group, as `turn_deaf` and `stop` do with all.
  void remove(std::size_t group);
  /// No connection can be begun from now on; those under way get through.
  void turn_deaf();
  /// Accepts what has arrived on our own sockets, and closes all.
  void stop();
  bool stopped() const { return listeners_.empty(); }

  /// How long handshakes under way may take to end.
  static constexpr std::chrono::milliseconds handshake_time{50};

 private:
  using Executor = boost::asio::io_context::executor_type;
  using Clock = std::chrono::steady_clock;
  using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;
  struct Listener {
    Listener(Executor executor, const ListeningSocket& socket);
    boost::asio::posix::basic_stream_descriptor<Executor> descriptor;
    Timer pause;
    Timer end;
    bool own;
    bool tcp;
    std::size_t group;
  };

  using ListenerPointer = std::shared_ptr<Listener>;

  void wait(const ListenerPointer& listener);
  void accept_some(const ListenerPointer& listener, std::size_t most);
  void rest(const ListenerPointer& listener, int error);
  static void turn_deaf(Listener& listener);
  void close(const ListenerPointer& listener);

  const Executor executor_;
  const Log& log_;
  Counter& errors_;
  Take take_;
  /// Handlers do not keep them alive: a handler may be queued when its listener is given up.
  std::vector<ListenerPointer> listeners_;
  /// When descriptors or memory were last lacking.
  std::optional<Clock::time_point> last_lack_;
};

}  // namespace feed_exporter
