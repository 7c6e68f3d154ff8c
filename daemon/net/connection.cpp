// SPDX-License-Identifier: MIT
#include "daemon/net/connection.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include "daemon/net/serving_thread.hpp"
#include "daemon/net/socket_queues.hpp"

namespace feed_exporter {
namespace {

/// Fewer new bytes than this without a line's end tell the parser nothing that can't wait.
constexpr std::size_t worth_parsing = 512;
/// Pipelined requests, and bytes, answered before others have their turn.
constexpr std::size_t most_in_a_row = 16;
constexpr std::uint64_t most_bytes_in_a_row = 256 * 1024;
/// While draining: after this time without a request none is on its way any more.
constexpr auto drain_idle_time = std::chrono::milliseconds(500);
/// When to come again after a refusal for want of connections.
constexpr auto overload_retry = std::chrono::seconds(5);

}  // namespace

Connection::Connection(ServingThread& thread) : thread_(thread), socket_(thread.executor()) {}

void Connection::begin(int descriptor, const std::optional<IpAddress>& peer, bool admitted, TimePoint now) {
  socket_.open(descriptor);
  peer_ = peer;
  admitted_ = admitted;
  state_ = State::idle;
  close_ = false;
  linger_ = false;
  requests_ = 0;
  received_ = now;
  last_used_ = now;
  deadline_ = now + thread_.policy().settings.header_timeout;
  // Forgets the request of the client before.
  parser_.parse({}, thread_.policy().request_limits);
}

template <class Work>
void Connection::guard(Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    thread_.log_failure(error);
    end();
  }
}

void Connection::open(int descriptor, const std::optional<IpAddress>& peer, TimePoint now) {
  begin(descriptor, peer, true, now);
  guard([this] { read_at_once(); });
}

void Connection::turn_away(int descriptor, const std::optional<IpAddress>& peer, Refusal why, TimePoint now) {
  begin(descriptor, peer, false, now);
  guard([&] { refuse(why, overload_retry); });
}

void Connection::resume() {
  referred_ = false;
  if (state_ == State::ended) return recycle();
  guard([this] {
    if (state_ != State::waiting) return read();
    state_ = State::idle;
    received_ = std::chrono::steady_clock::now();
    process();
  });
}

void Connection::read_at_once() {
  const auto size = socket_.read_at_once(input_.make_room(thread_.policy().request_limits.header_bytes));
  if (!size) return read();
  if (*size == 0) return end();
  take_input(*size);
}

void Connection::read() {
  const auto room = input_.make_room(thread_.policy().request_limits.header_bytes);
  referred_ = socket_.read(room, [this](boost::system::error_code error, std::size_t size) {
    guard([&] { on_read(error, size); });
  });
  if (!referred_) end();
}

void Connection::on_read(boost::system::error_code error, std::size_t size) {
  referred_ = false;
  if (state_ == State::ended) return recycle();
  if (error) {
    if (error != boost::asio::error::eof) return end();
    // Half a request and no more to come; the client may still be reading.
    if (state_ == State::header) return refuse(Refusal::bad_request);
    return end_when_taken(std::chrono::steady_clock::now());
  }
  received_ = std::chrono::steady_clock::now();
  take_input(size);
}

void Connection::take_input(std::size_t size) {
  const std::string_view added = input_.add(size);
  if (state_ == State::lingering) {
    // One that goes on and on waits until it has taken what is there for it.
    return farewell_.pass_over(size) ? read_away() : end_when_taken(std::chrono::steady_clock::now());
  }
  // Parsing starts over each time, so not for every byte of a slow client.
  const bool worthless = size < worth_parsing && added.find('\n') == added.npos;
  if (state_ == State::header && worthless && !input_.full()) return read();
  process();
}

void Connection::process() {
  const ServingPolicy& policy = thread_.policy();
  std::uint64_t bytes = 0;
  for (std::size_t answered = 0;;) {
    const ParseOutcome outcome = parser_.parse(input_.unread(), policy.request_limits);
    if (outcome == ParseOutcome::incomplete && state_ == State::idle) {
      state_ = State::header;
      deadline_ = received_ + policy.settings.header_timeout;
    }
    if (outcome == ParseOutcome::nothing || outcome == ParseOutcome::incomplete) {
      return answered == 0 ? read() : read_in_turn();
    }
    input_.consume(parser_.size());
    if (outcome == ParseOutcome::refused) {
      refuse(parser_.refusal());
    } else {
      answer();
    }
    if (state_ != State::idle) return;
    if (input_.empty()) return read_in_turn();
    bytes += answer_.sent();
    if (++answered == most_in_a_row || bytes >= most_bytes_in_a_row) {
      state_ = State::waiting;
      return resume_later();
    }
  }
}

void Connection::read_in_turn() {
  if (!thread_.is_busy()) return read();
  // The next request is not there yet; once the others have had their turn it will be.
  resume_later();
}

void Connection::answer() {
  const ParsedRequest& parsed = parser_.request();
  const ServingPolicy& policy = thread_.policy();
  ++requests_;
  close_ =
      !parsed.keep_alive || requests_ >= policy.settings.max_requests_per_connection || thread_.draining();
  linger_ = parsed.has_body || (close_ && parsed.keep_alive);
  Reply reply = handle(thread_.snapshot(), parsed.request, policy.early_base_path);
  if (policy.budget) {
    if (const auto who = client()) {
      const auto cost = reply.status == 304 ? RequestBudget::Cost::conditional : RequestBudget::Cost::full;
      const auto wait = policy.budget->charge(who->client(), cost, received_);
      if (wait.count() > 0) return refuse(Refusal::budget, wait);
    }
  }
  if (reply.need == Need::metrics) {
    reply.own_body = thread_.metrics();
    reply.own_head += "Content-Length: " + std::to_string(reply.own_body.size()) + "\r\n";
  }
  start_sending(std::move(reply));
}

void Connection::refuse(Refusal why, std::chrono::seconds retry_after) {
  thread_.counters().count_refusal(why);
  // Over budget is no fault of the connection; after any other refusal nobody knows where the next request
  // begins.
  if (why != Refusal::budget) {
    close_ = true;
    linger_ = true;
  }
  start_sending(make_refusal(why, retry_after));
}

void Connection::start_sending(Reply&& reply) {
  const ParsedRequest& parsed = parser_.request();
  std::string_view last_lines = "\r\n";
  if (close_) {
    last_lines = "Connection: close\r\n\r\n";
  } else if (parsed.version == 10) {
    last_lines = "Connection: keep-alive\r\n\r\n";
  }
  thread_.counters().count_request(reply.format, reply.status);
  answer_.start(std::move(reply), last_lines, parsed.request.method == Method::head, thread_.head_starts(),
                received_);
  state_ = State::sending;
  deadline_ = received_ + thread_.policy().settings.write_timeout;
  send();
}

void Connection::send() {
  const std::uint64_t before = answer_.sent();
  const Transmission::Progress progress = answer_.send(socket_.descriptor(), close_);
  thread_.counters().bytes_sent.add(answer_.sent() - before);
  if (progress == Transmission::Progress::done) return finish_answer();
  // A read is still under way where a deadline made the answer: two operations at once are not provided for.
  if (progress != Transmission::Progress::failed && !referred_) {
    referred_ = socket_.wait_until_writable(
        [this](boost::system::error_code error) { guard([&] { on_writable(error); }); });
    if (referred_) return;
  }
  log_answer(std::chrono::steady_clock::now());
  end();
}

void Connection::on_writable(boost::system::error_code error) {
  referred_ = false;
  if (state_ == State::ended) return recycle();
  if (error) return end();
  const std::uint64_t before = answer_.sent();
  // The deadline is for the next bytes, not for all of them.
  const TimePoint now = std::chrono::steady_clock::now();
  send();
  if (state_ == State::sending && answer_.sent() > before) {
    deadline_ = now + thread_.policy().settings.write_timeout;
  } else if (state_ == State::idle) {
    process();
  }
}

void Connection::finish_answer() {
  const TimePoint now = std::chrono::steady_clock::now();
  thread_.counters().count_latency(now - received_);
  log_answer(now);
  answer_.release();
  received_ = now;
  last_used_ = now;
  if (!close_) {
    state_ = State::idle;
    deadline_ = now + thread_.policy().settings.idle_timeout;
    return;
  }
  linger(now);
  if (linger_ || !input_.empty() || farewell_.left() > 0 || has_unread_bytes(socket_.descriptor())) {
    if (!referred_) read_away();
  } else {
    // The client has it all: a short connection costs no trip through the reactor.
    end();
  }
}

void Connection::log_answer(TimePoint now) {
  if (thread_.policy().log.access == AccessLog::off) return;
  const ParsedRequest& parsed = parser_.request();
  AccessLogEntry entry;
  entry.time = thread_.head_starts().second(now);
  entry.client = client();
  if (!entry.client) entry.client = peer_;
  entry.method = parsed.method;
  entry.target = parsed.request.target;
  entry.version = parsed.version;
  entry.status = answer_.status();
  entry.bytes = answer_.body_bytes_sent();
  entry.duration = now - received_;
  entry.referer = parsed.referer;
  entry.user_agent = parsed.user_agent;
  thread_.log_request(entry);
}

void Connection::linger(TimePoint now) {
  farewell_.begin(socket_.descriptor(), now);
  state_ = State::lingering;
  deadline_ = now + Farewell::time_to_stop;
}

void Connection::read_away() {
  input_.clear();
  read();
}

void Connection::end_when_taken(TimePoint now) {
  if (unacknowledged_bytes(socket_.descriptor()) == 0) return end();
  if (state_ != State::lingering) linger(now);
  deadline_ = now + Farewell::look_interval;
}

void Connection::sweep(TimePoint now) {
  if (state_ == State::idle && thread_.draining()) {
    deadline_ = std::min(deadline_, last_used_ + drain_idle_time);
  }
  if (now < deadline_) return;
  switch (state_) {
    case State::idle: {
      // A request that came in the meantime is answered; an empty line is none.
      char byte = 0;
      if (::recv(socket_.descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0 && byte != '\r') return;
      if (requests_ == 0) thread_.counters().count_refusal(Refusal::header_timeout);
      return end_when_taken(now);
    }
    case State::header:
      received_ = now;
      return guard([this] {
        // What was parsed may lie elsewhere by now, and the line in the log names it.
        parser_.parse(input_.unread(), thread_.policy().request_limits);
        refuse(Refusal::header_timeout);
      });
    case State::sending:
      log_answer(now);
      return give_up();
    case State::lingering: {
      const auto stalled = farewell_.stalled(socket_.descriptor(), now);
      if (!stalled) return end();
      if (*stalled >= thread_.policy().settings.write_timeout) return give_up();
      deadline_ = now + Farewell::look_interval;
      return;
    }
    // It waits for us, not we for it.
    case State::waiting:
    case State::ended:
      return;
  }
}

void Connection::cut(TimePoint now) {
  // A client that is still taking the last of its answer gets it from the kernel. Half an answer is of no
  // use, and what the kernel holds for a client that takes nothing would outlive the program.
  const auto stalled = state_ == State::lingering ? farewell_.stalled(socket_.descriptor(), now)
                                                  : std::optional<std::chrono::nanoseconds>();
  if (state_ == State::sending || (stalled && *stalled >= Farewell::time_to_stop))
    reset_on_close(socket_.descriptor());
  end();
}

void Connection::give_up() {
  thread_.counters().count_refusal(Refusal::write_timeout);
  // What the kernel holds for a client that does not read would outlive the connection.
  reset_on_close(socket_.descriptor());
  end();
}

void Connection::end() {
  if (state_ == State::ended) return;
  state_ = State::ended;
  socket_.close();
  answer_.release();
  thread_.closed(*this);
  if (!referred_) recycle();
}

void Connection::resume_later() {
  thread_.resume_later(*this);
  referred_ = true;
}

void Connection::recycle() {
  input_.shrink();
  thread_.recycle(*this);
}

std::optional<IpAddress> Connection::client() const {
  const ParsedRequest& parsed = parser_.request();
  return thread_.policy().proxies.find_client(peer_, parsed.x_forwarded_for, parsed.forwarded);
}

}  // namespace feed_exporter
