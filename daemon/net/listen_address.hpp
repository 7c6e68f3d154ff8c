// SPDX-License-Identifier: MIT
// One entry of `listen` as a socket address, and back as people write it. Pure.
#pragma once

#include <sys/socket.h>

#include <string>

namespace feed_exporter {

struct ListenAddress {
  sockaddr_storage socket_address{};
  socklen_t size = 0;

  /// `127.0.0.1:8080` (also as `localhost:8080`), `[::1]:8080` or `unix:/path`; std::runtime_error with one
  /// line that names it otherwise.
  static ListenAddress parse(const std::string& text);
  /// The address `descriptor` is bound to; std::runtime_error if it is not a stream socket of these kinds.
  static ListenAddress of(int descriptor);

  bool is_unix() const { return socket_address.ss_family == AF_UNIX; }
  /// Whether both are of one family and have the same TCP port.
  bool shares_port_with(const ListenAddress& other) const;
  const sockaddr* data() const { return reinterpret_cast<const sockaddr*>(&socket_address); }
  sockaddr* data() { return reinterpret_cast<sockaddr*>(&socket_address); }
  /// The path of a Unix socket; `@name` in the abstract namespace (unix(7)), as ss(8) shows it; empty if it
  /// has no name.
  std::string unix_path() const;
  /// `http://127.0.0.1:8080`, `http://[::1]:8080`, `unix:/path`, `unix:@name`.
  std::string to_string() const;
};

}  // namespace feed_exporter
