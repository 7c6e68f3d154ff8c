// SPDX-License-Identifier: MIT
#include "daemon/net/socket_queues.hpp"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace feed_exporter {
namespace {

/// By the other end. The kernel then still counts what was on its way.
bool was_reset(int socket) {
  // The first member of tcp_info, which all this asks for.
  unsigned char state = 0;
  socklen_t size = sizeof state;
  return ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &state, &size) == 0 && state == TCP_CLOSE;
}

}  // namespace

std::size_t unacknowledged_bytes(int socket) {
  int size = 0;
  if (::ioctl(socket, SIOCOUTQ, &size) != 0 || size <= 0 || was_reset(socket)) return 0;
  return static_cast<std::size_t>(size);
}

bool has_unread_bytes(int socket) {
  char byte = 0;
  return ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

void reset_on_close(int socket) {
  const struct linger reset = {1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
}

}  // namespace feed_exporter
