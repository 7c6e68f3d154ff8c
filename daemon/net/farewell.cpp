// SPDX-License-Identifier: MIT
#include "daemon/net/farewell.hpp"

#include <sys/socket.h>

#include "daemon/net/socket_queues.hpp"

namespace feed_exporter {
namespace {

/// What a client may go on sending.
constexpr std::size_t most_passed_over = 256 * 1024;

}  // namespace

void Farewell::begin(int socket, TimePoint now) {
  ::shutdown(socket, SHUT_WR);
  passed_over_ = 0;
  left_ = unacknowledged_bytes(socket);
  since_ = now;
}

bool Farewell::pass_over(std::size_t size) {
  passed_over_ += size;
  return passed_over_ <= most_passed_over;
}

std::optional<std::chrono::nanoseconds> Farewell::stalled(int socket, TimePoint now) {
  const std::size_t left = unacknowledged_bytes(socket);
  if (left == 0) return std::nullopt;
  if (left < left_) {
    left_ = left;
    since_ = now;
  }
  return now - since_;
}

}  // namespace feed_exporter
