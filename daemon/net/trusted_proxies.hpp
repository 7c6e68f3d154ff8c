// SPDX-License-Identifier: MIT
// Who asked, where proxies stand in between: the address behind proxies that are believed. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/net/ip_address.hpp"

namespace feed_exporter {

class TrustedProxies {
 public:
  /// Addresses, networks (CIDR), or `unix` for all who connect to a Unix socket. Throws std::runtime_error
  /// with one line that names an entry that is none of them.
  explicit TrustedProxies(const std::vector<std::string>& entries);

  /// The address of the client. `peer` is who connected; nothing: through a Unix socket. From the right of
  /// `x_forwarded_for`, or where that is empty of `forwarded` (RFC 7239), the first address that is not a
  /// trusted proxy's is the client's; what stands left of it anyone may have written. Nothing if only
  /// proxies are known, or a proxy names nobody: then there is no client to count against.
  ///
  /// A proxy adds to one of the two fields and hands on the other as it came, so reading both would let a
  /// client choose its address: `X-Forwarded-For`, the usual one, wins.
  std::optional<IpAddress> find_client(const std::optional<IpAddress>& peer, std::string_view x_forwarded_for,
                                       std::string_view forwarded) const;

 private:
  bool trusts(const IpAddress& address) const;

  std::vector<IpNetwork> networks_;
  bool unix_sockets_ = false;
};

}  // namespace feed_exporter
