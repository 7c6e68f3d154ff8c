// SPDX-License-Identifier: MIT
#include "daemon/net/listen_address.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace feed_exporter {
namespace {

constexpr std::size_t path_offset = offsetof(sockaddr_un, sun_path);

ListenAddress parse_unix(const std::string& text) {
  const std::string path = text.substr(5);
  sockaddr_un address{};
  if (path.empty() || path.size() >= sizeof address.sun_path) {
    throw std::runtime_error("cannot listen on " + text + ": the path must have 1 to " +
                             std::to_string(sizeof address.sun_path - 1) + " bytes");
  }
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  ListenAddress result;
  std::memcpy(&result.socket_address, &address, sizeof address);
  result.size = static_cast<socklen_t>(path_offset + path.size() + 1);
  return result;
}

bool is_port(const std::string& text) {
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data(), end, port);
  return error == std::errc() && parsed == end;
}

/// In network byte order.
in_port_t port_of(const ListenAddress& address) {
  // Where it lies in both families.
  static_assert(offsetof(sockaddr_in, sin_port) == offsetof(sockaddr_in6, sin6_port));
  sockaddr_in start{};
  std::memcpy(&start, &address.socket_address, sizeof start);
  return start.sin_port;
}

}  // namespace

ListenAddress ListenAddress::parse(const std::string& text) {
  if (text.starts_with("unix:")) return parse_unix(text);
  const auto refuse = [&] {
    throw std::runtime_error("cannot listen on " + text + ": not ADDRESS:PORT, [IPV6]:PORT or unix:/path");
  };
  const std::size_t colon = text.rfind(':');
  // getaddrinfo(3) takes any number and cuts it to 16 bits.
  if (colon == text.npos || !is_port(text.substr(colon + 1))) refuse();
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != host.npos) {
    refuse();
  } else if (host == "localhost") {
    // A resolver is not asked: which addresses it would give is not for it to say.
    host = "127.0.0.1";
  }
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (host.empty() || ::getaddrinfo(host.c_str(), text.c_str() + colon + 1, &hints, &found) != 0) refuse();
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> guard(found, &::freeaddrinfo);
  ListenAddress result;
  std::memcpy(&result.socket_address, found->ai_addr, found->ai_addrlen);
  result.size = found->ai_addrlen;
  return result;
}

ListenAddress ListenAddress::of(int descriptor) {
  ListenAddress result;
  result.size = sizeof result.socket_address;
  int type = 0;
  socklen_t type_size = sizeof type;
  if (::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &type_size) != 0 || type != SOCK_STREAM ||
      ::getsockname(descriptor, result.data(), &result.size) != 0) {
    throw std::runtime_error("descriptor " + std::to_string(descriptor) + " is not a stream socket");
  }
  return result;
}

bool ListenAddress::shares_port_with(const ListenAddress& other) const {
  const sa_family_t family = socket_address.ss_family;
  return family == other.socket_address.ss_family && (family == AF_INET || family == AF_INET6) &&
         port_of(*this) == port_of(other);
}

std::string ListenAddress::unix_path() const {
  sockaddr_un address{};
  std::memcpy(&address, &socket_address, sizeof address);
  if (size <= path_offset) return {};
  if (address.sun_path[0] != '\0')
    return std::string(address.sun_path, ::strnlen(address.sun_path, sizeof address.sun_path));
  std::string name(address.sun_path, size - path_offset);
  std::ranges::replace(name, '\0', '@');
  return name;
}

std::string ListenAddress::to_string() const {
  if (is_unix()) return "unix:" + unix_path();
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  ::getnameinfo(data(), size, host.data(), host.size(), port.data(), port.size(),
                NI_NUMERICHOST | NI_NUMERICSERV);
  const std::string name = host.data();
  const bool v6 = socket_address.ss_family == AF_INET6;
  return "http://" + (v6 ? "[" + name + "]" : name) + ":" + port.data();
}

}  // namespace feed_exporter
