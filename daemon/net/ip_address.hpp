// SPDX-License-Identifier: MIT
// IP addresses and networks as values: parsing, comparing, writing. No sockets.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr_storage;

namespace feed_exporter {

/// An address; IPv4 as IPv4-mapped IPv6 (RFC 4291 section 2.5.5.2), so that the two spellings are one.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  /// `192.0.2.1` or `2001:db8::1`, without brackets, port or zone.
  static std::optional<IpAddress> parse(std::string_view text);
  /// Nothing if the socket is not an IP socket.
  static std::optional<IpAddress> from_socket(const sockaddr_storage& address);

  bool is_v4() const;
  /// What limits count as one client: an IPv4 address, or the /64 of an IPv6 address, as one customer holds
  /// at least that much.
  IpAddress client() const;
  std::string to_string() const;
  void append_to(std::string& out) const;

  auto operator<=>(const IpAddress&) const = default;
};

/// A network in CIDR notation (RFC 4632).
struct IpNetwork {
  IpAddress address;
  /// Of the IPv4-mapped form, so 96 to 128 for IPv4.
  unsigned prefix_bits = 128;

  /// `10.0.0.0/8`, `fd00::/8`, or an address alone.
  static std::optional<IpNetwork> parse(std::string_view text);

  bool contains(const IpAddress& candidate) const;
};

}  // namespace feed_exporter
