// SPDX-License-Identifier: MIT
#include "config/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <charconv>
#include <optional>
#include <string_view>

#include "config/value.hpp"

namespace feed_exporter {
namespace {

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

bool is_address(int family, std::string_view text) {
  in6_addr address{};
  return text.find('\0') == text.npos && ::inet_pton(family, std::string(text).c_str(), &address) == 1;
}

/// A link-local address means nothing without its interface (RFC 4007 section 11).
bool is_scoped_ipv6(std::string_view text) {
  const std::size_t zone = text.find('%');
  return is_address(AF_INET6, text.substr(0, zone)) && (zone == text.npos || zone + 1 < text.size());
}

std::optional<unsigned> parse_number(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void check_unix_path(const std::string& address) {
  constexpr std::size_t most = sizeof sockaddr_un{}.sun_path - 1;
  const std::string_view path = std::string_view(address).substr(5);
  if (!path.starts_with('/') || path.size() == 1)
    throw ValueError(quote(address) + " has no absolute path, as in `unix:/run/feed-exporter.sock`");
  if (path.size() > most)
    throw ValueError(quote(address) + " has a path of more than " + std::to_string(most) + " bytes");
}

}  // namespace

void check_listen_address(const std::string& address) {
  if (address.starts_with("unix:")) return check_unix_path(address);
  const std::size_t colon = address.rfind(':');
  const std::string_view host = std::string_view(address).substr(0, colon);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (colon == address.npos || host.empty() || (!bracketed && host.find(':') != host.npos)) {
    throw ValueError(quote(address) + " is not `ADDRESS:PORT`, `[IPv6]:PORT` or `unix:/path`");
  }
  const auto port = parse_number(std::string_view(address).substr(colon + 1));
  if (!port || *port > 65'535) throw ValueError(quote(address) + " has no port from 0 to 65535");
  const bool known = bracketed ? is_scoped_ipv6(host.substr(1, host.size() - 2))
                               : host == "localhost" || is_address(AF_INET, host);
  if (!known) {
    throw ValueError(quote(address) + ": " + quote(host) + " is neither an IP address nor localhost");
  }
}

void check_trusted_proxy(const std::string& proxy) {
  if (proxy == "unix") return;
  const std::size_t slash = proxy.find('/');
  const std::string_view address = std::string_view(proxy).substr(0, slash);
  const bool v4 = is_address(AF_INET, address);
  const auto bits = slash == proxy.npos ? 0U : parse_number(std::string_view(proxy).substr(slash + 1));
  if ((!v4 && !is_address(AF_INET6, address)) || !bits || *bits > (v4 ? 32U : 128U)) {
    throw ValueError(quote(proxy) + " is neither an address, a network such as `192.0.2.0/24`, nor `unix`");
  }
}

}  // namespace feed_exporter
