// SPDX-License-Identifier: MIT
#include "daemon/net/serving_thread.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

#include "daemon/thread_role.hpp"

namespace feed_exporter {
namespace {

/// Connections that are told why they are not served, at once; more are closed without a word.
constexpr std::size_t most_turned_away = 64;
/// Ended connections kept for the next ones.
constexpr std::size_t most_spare = 256;
/// Deadlines are kept to this precision, unless they are shorter than that themselves.
constexpr auto longest_sweep_interval = std::chrono::milliseconds(250);
constexpr auto shortest_sweep_interval = std::chrono::milliseconds(5);
constexpr auto drain_sweep_interval = std::chrono::milliseconds(10);
/// The access log is handed on when so much of it has come together.
constexpr std::size_t log_flush_bytes = 32 * 1024;

}  // namespace

ServingThread::ServingThread(const std::vector<ListeningSocket>& sockets,
                             std::shared_ptr<const ServingPolicy> policy, ConnectionLimit& limit,
                             const Log& log, const std::function<std::string()>& metrics)
    : limit_(limit),
      log_(log),
      metrics_(metrics),
      // No other thread touches it: what they want comes through the mailbox.
      context_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE),
      mailbox_(context_),
      acceptor_(context_, sockets, log, counters_.accept_errors,
                [this](int descriptor, const sockaddr_storage& peer) { take_connection(descriptor, peer); }),
      policy_(std::move(policy)),
      head_starts_(policy_->settings.server_header),
      sweep_timer_(context_.get_executor()),
      acceptor_end_(context_.get_executor()) {}

ServingThread::~ServingThread() {
  if (thread_.joinable()) {
    mailbox_.post([this] { context_.stop(); });
    join();
  }
  mailbox_.close();
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
  mailbox_.post([this, snapshot = std::move(snapshot)]() mutable {
    const bool is_first = snapshot_ == nullptr;
    snapshot_.swap(snapshot);
    if (is_first && !draining_) acceptor_.start_inherited();
  });
}

void ServingThread::set_policy(std::shared_ptr<const ServingPolicy> policy) {
  mailbox_.post([this, policy = std::move(policy)]() mutable {
    flush_log();
    policy_.swap(policy);
    head_starts_.set_server_header(policy_->settings.server_header);
  });
}

void ServingThread::listen(std::vector<ListeningSocket> sockets) {
  mailbox_.post([this, sockets = std::move(sockets)] { acceptor_.add(sockets); });
}

void ServingThread::stop_listening(std::size_t group) {
  mailbox_.post([this, group] { acceptor_.remove(group); });
}

void ServingThread::ping(std::function<void()> done) {
  mailbox_.post(std::move(done));
}

void ServingThread::drain() {
  mailbox_.post([this] { begin_drain(); });
}

void ServingThread::run() {
  name_thread("serve");
  prefer_latency();
  mailbox_.open();
  acceptor_.start();
  for (;;) {
    try {
      context_.run();
      break;
    } catch (const std::exception& error) {
      log_.failure("serving failed", error);
    }
  }
  flush_log();
}

void ServingThread::take_connection(int descriptor, const sockaddr_storage& address) {
  const auto peer = IpAddress::from_socket(address);
  const TimePoint now = std::chrono::steady_clock::now();
  // From here on nothing throws but `admit`, which then has not counted it.
  if (spare_.empty()) add_spare();
  schedule_sweep();
  const Refusal refusal = admit(peer);
  if (refusal == Refusal::none) {
    counters_.accepted.add(1);
    counters_.open.add(1);
    use_spare().open(descriptor, peer, now);
  } else if (turned_away_ < most_turned_away) {
    ++turned_away_;
    use_spare().turn_away(descriptor, peer, refusal, now);
  } else {
    counters_.count_refusal(refusal);
    ::close(descriptor);
  }
}

Refusal ServingThread::admit(const std::optional<IpAddress>& peer) {
  const ServerSettings& settings = policy_->settings;
  return limit_.open(peer ? std::optional(peer->client()) : std::nullopt, settings.max_connections,
                     settings.max_connections_per_address);
}

void ServingThread::add_spare() {
  spare_.emplace_front(*this);
  spare_.front().place = spare_.begin();
}

Connection& ServingThread::use_spare() {
  connections_.splice(connections_.begin(), spare_, spare_.begin());
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
  log_.failure("a request failed", error);
}

void ServingThread::log_request(const AccessLogEntry& entry) {
  append_access_log(log_lines_, policy_->log.access, entry);
  if (log_lines_.size() >= log_flush_bytes) flush_log();
}

void ServingThread::flush_log() {
  if (log_lines_.empty()) return;
  policy_->log_writer->write(policy_->log_file, log_lines_);
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
  sweep_timer_.expires_after(sweep_interval());
  sweep_timer_.async_wait([this](boost::system::error_code canceled) {
    sweep_scheduled_ = false;
    if (!canceled || draining_) sweep();
  });
  sweep_scheduled_ = true;
}

void ServingThread::sweep() {
  // First, as what follows may throw.
  if (!connections_.empty()) schedule_sweep();
  const TimePoint now = std::chrono::steady_clock::now();
  const bool cut = draining_ && now >= drain_deadline_;
  for (auto next = connections_.begin(); next != connections_.end();) {
    Connection& connection = *next++;
    if (cut) {
      connection.cut(now);
    } else {
      connection.sweep(now);
    }
  }
  while (spare_.size() > most_spare) spare_.pop_back();
  flush_log();
  if (draining_) end_if_drained();
}

void ServingThread::begin_drain() {
  if (draining_) return;
  const TimePoint now = std::chrono::steady_clock::now();
  draining_ = true;
  drain_deadline_ = now + policy_->settings.drain_timeout;
  acceptor_.turn_deaf();
  acceptor_end_.expires_at(std::min<TimePoint>(now + Acceptor::handshake_time, drain_deadline_));
  acceptor_end_.async_wait([this](boost::system::error_code) {
    acceptor_.stop();
    end_if_drained();
  });
  sweep_timer_.cancel();
}

void ServingThread::end_if_drained() {
  if (!acceptor_.stopped() || !connections_.empty()) return;
  sweep_timer_.cancel();
  mailbox_.close();
}

}  // namespace feed_exporter
