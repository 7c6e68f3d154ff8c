// SPDX-License-Identifier: MIT
#include "daemon/net/serving_thread.hpp"

#include <linux/filter.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <exception>
#include <new>
#include <system_error>
#include <utility>

namespace feed_exporter {
namespace {

/// Connections accepted before others have their turn.
constexpr std::size_t accepts_in_a_row = 64;
/// How long accepting rests when descriptors or memory have run out.
constexpr auto accept_pause = std::chrono::milliseconds(100);
/// Connections that are told why they are not served, at once; more are closed without a word.
constexpr std::size_t most_turned_away = 64;
/// Ended connections kept for the next ones.
constexpr std::size_t most_spare = 256;
/// Deadlines are kept to this precision, unless they are shorter than that themselves.
constexpr auto longest_sweep_interval = std::chrono::milliseconds(250);
constexpr auto shortest_sweep_interval = std::chrono::milliseconds(5);
constexpr auto drain_sweep_interval = std::chrono::milliseconds(10);
/// While draining: how long handshakes under way may take to end.
constexpr auto handshake_time = std::chrono::milliseconds(50);
/// The access log is handed on when so much of it has come together.
constexpr std::size_t log_flush_bytes = 32 * 1024;

/// Makes a listening socket deaf to new connections, while those whose handshake has begun get through:
/// closing it at once would reset them. Who was not heard tries again within a second.
void drop_new_connections(int descriptor) {
  constexpr unsigned flags_offset = 13;
  constexpr unsigned syn = 0x02;
  std::array<sock_filter, 4> program = {{
      BPF_STMT(BPF_LD | BPF_B | BPF_ABS, flags_offset),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, syn, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, 0xffffffffU),
      BPF_STMT(BPF_RET | BPF_K, 0),
  }};
  const sock_fprog filter{program.size(), program.data()};
  ::setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter);
}

/// Whether the next accept may well succeed (accept(2), "Error handling").
bool is_of_one_connection(int error) {
  switch (error) {
    case EINTR:
    case ECONNABORTED:
    case ENETDOWN:
    case EPROTO:
    case ENOPROTOOPT:
    case EHOSTDOWN:
    case ENONET:
    case EHOSTUNREACH:
    case EOPNOTSUPP:
    case ENETUNREACH:
    case EPERM:
      return true;
    default:
      return false;
  }
}

}  // namespace

ServingThread::Listener::Listener(Executor executor, const ListeningSocket& socket)
    : descriptor(executor, socket.descriptor), pause(executor), own(socket.own), tcp(socket.tcp) {}

ServingThread::ServingThread(const std::vector<ListeningSocket>& sockets,
                             std::shared_ptr<const ServingPolicy> policy, ConnectionLimit& limit,
                             const Log& log, const std::function<std::string()>& metrics)
    : limit_(limit),
      log_(log),
      metrics_(metrics),
      // No other thread touches it: what they want comes through the mailbox.
      context_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE),
      mailbox_(context_),
      policy_(std::move(policy)),
      head_starts_(policy_->settings.server_header),
      sweep_timer_(context_.get_executor()),
      listening_end_(context_.get_executor()) {
  for (const ListeningSocket& socket : sockets) listeners_.emplace_back(context_.get_executor(), socket);
}

ServingThread::~ServingThread() {
  if (thread_.joinable()) {
    mailbox_.post([this] { context_.stop(); });
    join();
  }
  mailbox_.close();
  listeners_.clear();
  for (auto next = connections_.begin(); next != connections_.end();) (next++)->end();
  // Operations that were cut lie in the memory of their connections: they have to go first.
  context_.restart();
  context_.poll();
}

void ServingThread::start() {
  thread_ = std::thread([this] { run(); });
}

void ServingThread::join() {
  if (thread_.joinable()) thread_.join();
}

void ServingThread::publish(std::shared_ptr<const Snapshot> snapshot) {
  mailbox_.post([this, snapshot = std::move(snapshot)]() mutable { snapshot_.swap(snapshot); });
}

void ServingThread::set_policy(std::shared_ptr<const ServingPolicy> policy) {
  mailbox_.post([this, policy = std::move(policy)]() mutable {
    flush_log();
    policy_.swap(policy);
    head_starts_.set_server_header(policy_->settings.server_header);
  });
}

void ServingThread::ping(std::function<void()> done) {
  mailbox_.post(std::move(done));
}

void ServingThread::drain() {
  mailbox_.post([this] { begin_drain(); });
}

void ServingThread::run() {
  mailbox_.open();
  for (Listener& listener : listeners_) wait_for_connections(listener);
  for (;;) {
    try {
      context_.run();
      break;
    } catch (const std::exception& error) {
      log_.error("serving failed", {{"reason", error.what()}});
    }
  }
  flush_log();
}

void ServingThread::wait_for_connections(Listener& listener) {
  listener.descriptor.async_wait(boost::asio::posix::descriptor_base::wait_read,
                                 [this, &listener](boost::system::error_code error) {
                                   if (!error) accept_some(listener, accepts_in_a_row);
                                 });
}

void ServingThread::accept_some(Listener& listener, std::size_t most) {
  for (std::size_t i = 0; i < most; ++i) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    const int descriptor =
        ::accept4(listener.descriptor.native_handle(), reinterpret_cast<sockaddr*>(&address), &size,
                  SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0) {
      accept_failing_ = false;
      try {
        take_connection(descriptor, address);
      } catch (const std::bad_alloc&) {
        return pause_accepting(listener, ENOMEM);
      }
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      break;
    } else if (!is_of_one_connection(errno)) {
      return pause_accepting(listener, errno);
    }
  }
  wait_for_connections(listener);
}

void ServingThread::pause_accepting(Listener& listener, int error) {
  counters_.accept_errors.add(1);
  if (!accept_failing_) {
    accept_failing_ = true;
    log_.warning("accepting rests for want of something",
                 {{"reason", std::generic_category().message(error)}});
  }
  listener.pause.expires_after(accept_pause);
  listener.pause.async_wait([this, &listener](boost::system::error_code canceled) {
    if (!canceled) accept_some(listener, accepts_in_a_row);
  });
}

void ServingThread::take_connection(int descriptor, const sockaddr_storage& address) {
  const ServerSettings& settings = policy_->settings;
  const auto peer = IpAddress::from_socket(address);
  const Refusal refusal = limit_.open(peer ? std::optional(peer->client()) : std::nullopt,
                                      settings.max_connections, settings.max_connections_per_address);
  const TimePoint now = std::chrono::steady_clock::now();
  if (refusal == Refusal::none) {
    counters_.accepted.add(1);
    counters_.open.add(1);
    fresh_connection().open(descriptor, peer, now);
  } else if (turned_away_ < most_turned_away) {
    ++turned_away_;
    fresh_connection().turn_away(descriptor, peer, refusal, now);
  } else {
    counters_.count_refusal(refusal);
    ::close(descriptor);
  }
  schedule_sweep();
}

Connection& ServingThread::fresh_connection() {
  if (spare_.empty()) {
    connections_.emplace_front(*this);
    connections_.front().place = connections_.begin();
  } else {
    connections_.splice(connections_.begin(), spare_, spare_.begin());
  }
  return connections_.front();
}

void ServingThread::closed(const Connection& connection) {
  if (!connection.admitted()) {
    --turned_away_;
    return;
  }
  counters_.open.subtract(1);
  const auto& peer = connection.peer();
  limit_.close(peer ? std::optional(peer->client()) : std::nullopt);
}

void ServingThread::recycle(Connection& connection) {
  spare_.splice(spare_.begin(), connections_, connection.place);
}

void ServingThread::resume_later(Connection& connection) {
  if (to_resume_.empty()) boost::asio::post(context_, [this] { resume_all(); });
  to_resume_.push_back(&connection);
}

void ServingThread::resume_all() {
  resuming_.swap(to_resume_);
  for (Connection* const connection : resuming_) connection->resume();
  resuming_.clear();
}

void ServingThread::log_failure(const std::exception& error) {
  log_.error("a request failed", {{"reason", error.what()}});
}

void ServingThread::log_request(const AccessLogEntry& entry) {
  append_access_log(log_lines_, policy_->access_log, entry);
  if (log_lines_.size() >= log_flush_bytes) flush_log();
}

void ServingThread::flush_log() {
  if (log_lines_.empty()) return;
  policy_->log_writer->write(log_lines_);
  log_lines_.clear();
}

std::chrono::milliseconds ServingThread::sweep_interval() const {
  if (draining_) return drain_sweep_interval;
  const ServerSettings& settings = policy_->settings;
  const auto shortest = std::min({settings.header_timeout, settings.idle_timeout, settings.write_timeout});
  return std::clamp<std::chrono::milliseconds>(shortest / 4, shortest_sweep_interval, longest_sweep_interval);
}

void ServingThread::schedule_sweep() {
  if (sweep_scheduled_) return;
  sweep_scheduled_ = true;
  sweep_timer_.expires_after(sweep_interval());
  sweep_timer_.async_wait([this](boost::system::error_code canceled) {
    sweep_scheduled_ = false;
    if (!canceled || draining_) sweep();
  });
}

void ServingThread::sweep() {
  const TimePoint now = std::chrono::steady_clock::now();
  const bool cut = draining_ && now >= drain_deadline_;
  for (auto next = connections_.begin(); next != connections_.end();) {
    Connection& connection = *next++;
    if (cut) {
      connection.end();
    } else {
      connection.sweep(now);
    }
  }
  while (spare_.size() > most_spare) spare_.pop_back();
  flush_log();
  if (draining_) end_if_drained();
  if (!connections_.empty()) schedule_sweep();
}

void ServingThread::begin_drain() {
  if (draining_) return;
  const TimePoint now = std::chrono::steady_clock::now();
  draining_ = true;
  drain_deadline_ = now + policy_->settings.drain_timeout;
  for (Listener& listener : listeners_) {
    if (listener.own && listener.tcp) drop_new_connections(listener.descriptor.native_handle());
  }
  listening_end_.expires_at(std::min(now + handshake_time, drain_deadline_));
  listening_end_.async_wait([this](boost::system::error_code) { stop_listening(); });
  sweep_timer_.cancel();
}

void ServingThread::stop_listening() {
  for (Listener& listener : listeners_) {
    // Others go on with an inherited socket; what waits on our own would be reset.
    if (listener.own) accept_some(listener, std::size_t{listener_backlog});
    listener.pause.cancel();
    boost::system::error_code ignored;
    listener.descriptor.close(ignored);
  }
  listeners_.clear();
  end_if_drained();
}

void ServingThread::end_if_drained() {
  if (!listeners_.empty() || !connections_.empty()) return;
  sweep_timer_.cancel();
  mailbox_.close();
}

}  // namespace feed_exporter
