// SPDX-License-Identifier: MIT
#include "daemon/net/client_socket.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace feed_exporter {

void ClientSocket::close() {
  if (socket_.is_open()) {
    boost::system::error_code ignored;
    socket_.close(ignored);
  } else if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
  descriptor_ = -1;
}

std::optional<std::size_t> ClientSocket::read_at_once(std::span<char> room) {
  const ssize_t size = ::recv(descriptor_, room.data(), room.size(), MSG_DONTWAIT);
  if (size >= 0) return static_cast<std::size_t>(size);
  if (errno == EAGAIN || errno == EINTR) return std::nullopt;
  return 0;
}

bool ClientSocket::to_reactor() {
  if (socket_.is_open()) return true;
  boost::system::error_code error;
  // The family only matters for opening sockets.
  socket_.assign(boost::asio::generic::stream_protocol(AF_INET, 0), descriptor_, error);
  return !error;
}

}  // namespace feed_exporter
