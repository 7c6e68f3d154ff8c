// SPDX-License-Identifier: MIT
// The socket of one client after the other. It goes to the reactor only when there is something to wait for:
// a short connection costs no more than its read and its write. One operation at a time; its serving thread
// only.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "daemon/net/handler_memory.hpp"

namespace feed_exporter {

class ClientSocket {
 public:
  using Executor = boost::asio::io_context::executor_type;

  explicit ClientSocket(const Executor& executor) : socket_(executor) {}
  ~ClientSocket() { close(); }
  ClientSocket(const ClientSocket&) = delete;
  ClientSocket& operator=(const ClientSocket&) = delete;

  /// Owns the non-blocking `descriptor` from now on. REQUIRES: closed, or new.
  void open(int descriptor) { descriptor_ = descriptor; }
  void close();
  int descriptor() const { return descriptor_; }

  /// How much was there to be read; 0 at the end of the stream or on failure, nothing if it has to be waited
  /// for.
  std::optional<std::size_t> read_at_once(std::span<char> room);

  /// Calls `handler` as `async_read_some` does. False if the kernel can't wait for it: `handler` is not
  /// called.
  template <class Handler>
  bool read(std::span<char> room, Handler handler) {
    if (!to_reactor()) return false;
    socket_.async_read_some(boost::asio::buffer(room.data(), room.size()), in_own_memory(std::move(handler)));
    return true;
  }
  /// The same for room to write.
  template <class Handler>
  bool wait_until_writable(Handler handler) {
    if (!to_reactor()) return false;
    socket_.async_wait(Socket::wait_write, in_own_memory(std::move(handler)));
    return true;
  }

 private:
  using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, Executor>;

  bool to_reactor();
  template <class Handler>
  auto in_own_memory(Handler handler) {
    return boost::asio::bind_allocator(HandlerAllocator<std::byte>(memory_), std::move(handler));
  }

  Socket socket_;
  int descriptor_ = -1;
  HandlerMemory memory_;
};

}  // namespace feed_exporter
