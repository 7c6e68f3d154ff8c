// SPDX-License-Identifier: MIT
#include "daemon/net/acceptor.hpp"

#include <linux/filter.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

namespace feed_exporter {
namespace {

/// Connections accepted before others have their turn.
constexpr std::size_t accepts_in_a_row = 64;
/// How long accepting rests when descriptors or memory have run out.
constexpr auto rest_time = std::chrono::milliseconds(100);
/// A lack that comes back within this time is the same one, and is not told again.
constexpr auto lack_is_over = std::chrono::minutes(1);

/// Drops new connections, while those whose handshake has begun get through: closing the socket at once would
/// reset them. Who was not heard tries again within a second.
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

Acceptor::Listener::Listener(Executor executor, const ListeningSocket& socket)
    : descriptor(executor, socket.descriptor),
      pause(executor),
      end(executor),
      own(socket.own),
      tcp(socket.tcp),
      group(socket.group) {}

Acceptor::Acceptor(boost::asio::io_context& context, const std::vector<ListeningSocket>& sockets,
                   const Log& log, Counter& errors, Take take)
    : executor_(context.get_executor()), log_(log), errors_(errors), take_(std::move(take)) {
  for (const ListeningSocket& socket : sockets) {
    listeners_.push_back(std::make_shared<Listener>(executor_, socket));
  }
}

void Acceptor::start() {
  for (const ListenerPointer& listener : listeners_) {
    if (listener->own) wait(listener);
  }
}

void Acceptor::start_inherited() {
  for (const ListenerPointer& listener : listeners_) {
    if (!listener->own) wait(listener);
  }
}

void Acceptor::add(const std::vector<ListeningSocket>& sockets) {
  for (const ListeningSocket& socket : sockets) {
    wait(listeners_.emplace_back(std::make_shared<Listener>(executor_, socket)));
  }
}

void Acceptor::remove(std::size_t group) {
  for (const ListenerPointer& listener : listeners_) {
    if (listener->group != group) continue;
    turn_deaf(*listener);
    listener->end.expires_after(handshake_time);
    listener->end.async_wait([this, waiting = std::weak_ptr(listener)](boost::system::error_code canceled) {
      const ListenerPointer there = waiting.lock();
      if (canceled || !there) return;
      close(there);
      std::erase(listeners_, there);
    });
  }
}

void Acceptor::wait(const ListenerPointer& listener) {
  listener->descriptor.async_wait(boost::asio::posix::descriptor_base::wait_read,
                                  [this, waiting = std::weak_ptr(listener)](boost::system::error_code error) {
                                    const ListenerPointer there = waiting.lock();
                                    if (!error && there) accept_some(there, accepts_in_a_row);
                                  });
}

void Acceptor::accept_some(const ListenerPointer& listener, std::size_t most) {
  for (std::size_t i = 0; i < most; ++i) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    const int descriptor = ::accept4(listener->descriptor.native_handle(), reinterpret_cast<sockaddr*>(&peer),
                                     &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) {
      if (errno == EAGAIN || errno == EWOULDBLOCK) break;
      if (is_of_one_connection(errno)) continue;
      return rest(listener, errno);
    }
    try {
      take_(descriptor, peer);
    } catch (const std::bad_alloc&) {
      ::close(descriptor);
      return rest(listener, ENOMEM);
    }
  }
  wait(listener);
}

void Acceptor::rest(const ListenerPointer& listener, int error) {
  errors_.add(1);
  const Clock::time_point now = Clock::now();
  if (!last_lack_ || now - *last_lack_ > lack_is_over) {
    log_.warning("accepting connections rests", {{"reason", std::generic_category().message(error)}});
  }
  last_lack_ = now;
  listener->pause.expires_after(rest_time);
  listener->pause.async_wait([this, waiting = std::weak_ptr(listener)](boost::system::error_code canceled) {
    const ListenerPointer there = waiting.lock();
    if (!canceled && there) accept_some(there, accepts_in_a_row);
  });
}

void Acceptor::turn_deaf() {
  for (const ListenerPointer& listener : listeners_) turn_deaf(*listener);
}

void Acceptor::turn_deaf(Listener& listener) {
  // Others go on with an inherited socket.
  if (listener.own && listener.tcp) drop_new_connections(listener.descriptor.native_handle());
}

void Acceptor::stop() {
  for (const ListenerPointer& listener : listeners_) close(listener);
  listeners_.clear();
}

void Acceptor::close(const ListenerPointer& listener) {
  // What waits on our own socket would be reset; what waits on an inherited one is for others.
  if (listener->own) accept_some(listener, std::size_t{listener_backlog});
  listener->pause.cancel();
  boost::system::error_code ignored;
  listener->descriptor.close(ignored);
}

}  // namespace feed_exporter
