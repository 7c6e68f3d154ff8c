// SPDX-License-Identifier: MIT
// One client connection: reads requests, answers them in their order, keeps to its deadlines. Owned by its
// serving thread and touched by it alone; used again for another client once it has ended.
#pragma once

#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>

#include "daemon/net/answer.hpp"
#include "daemon/net/client_socket.hpp"
#include "daemon/net/farewell.hpp"
#include "daemon/net/input_buffer.hpp"
#include "daemon/net/ip_address.hpp"
#include "daemon/net/refusal.hpp"
#include "daemon/net/request_parser.hpp"
#include "daemon/serve/handler.hpp"

namespace feed_exporter {

class ServingThread;

class Connection {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  explicit Connection(ServingThread& thread);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Serves the accepted `descriptor`, which it owns from now on. `peer` is nothing for a Unix socket.
  void open(int descriptor, const std::optional<IpAddress>& peer, TimePoint now);
  /// Says why the accepted `descriptor` is not served, and closes it.
  void turn_away(int descriptor, const std::optional<IpAddress>& peer, Refusal why, TimePoint now);

  /// Goes on where it called ServingThread::resume_later.
  void resume();
  /// Ends what is past its deadline.
  void sweep(TimePoint now);
  /// Ends what has not ended when the time for it is over.
  void cut(TimePoint now);
  /// Closes at once. The object goes back to its thread when nothing refers to it any more.
  void end();

  /// Counted in the limit of connections.
  bool admitted() const { return admitted_; }
  const std::optional<IpAddress>& peer() const { return peer_; }

  /// Where the thread keeps it.
  std::list<Connection>::iterator place;

 private:
  enum class State : std::uint8_t {
    /// Nothing of the next request is there.
    idle,
    /// A part of it is.
    header,
    /// More is there to be answered, once others have had their turn.
    waiting,
    sending,
    /// All is said: waits until the client has taken it, and reads what it still sends.
    lingering,
    ended,
  };

  void begin(int descriptor, const std::optional<IpAddress>& peer, bool admitted, TimePoint now);
  /// What fails for want of memory ends this connection alone.
  template <class Work>
  void guard(Work work);
  /// The request is often there already, and with it a short connection needs no trip through the reactor.
  void read_at_once();
  void read();
  void on_read(boost::system::error_code error, std::size_t size);
  void on_writable(boost::system::error_code error);
  void take_input(std::size_t size);
  void process();
  /// Reads on after an answer.
  void read_in_turn();
  void answer();
  void refuse(Refusal why, std::chrono::seconds retry_after = std::chrono::seconds(0));
  void start_sending(Reply&& reply);
  void send();
  void finish_answer();
  void log_answer(TimePoint now);
  void linger(TimePoint now);
  void read_away();
  /// The client has no more to say.
  void end_when_taken(TimePoint now);
  /// On a client that takes nothing.
  void give_up();
  void resume_later();
  void recycle();
  std::optional<IpAddress> client() const;

  ServingThread& thread_;
  ClientSocket socket_;
  /// An operation under way or the thread's list will come back to this object.
  bool referred_ = false;

  State state_ = State::ended;
  bool admitted_ = false;
  bool close_ = false;
  /// The client may be sending still when the last answer goes out.
  bool linger_ = false;
  TimePoint deadline_{};
  TimePoint last_used_{};
  /// When the request under way was there as a whole.
  TimePoint received_{};
  std::size_t requests_ = 0;
  std::optional<IpAddress> peer_;

  InputBuffer input_;
  /// Of the last bytes parsed. Its views point into input_, so they hold until that is read into again.
  RequestParser parser_;
  Answer answer_;
  Farewell farewell_;
};

}  // namespace feed_exporter
