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

  /// The address of the client. `peer` is who connected; nothing: through a Unix socket. The last address in
  /// `x_forwarded_for` or `forwarded` (RFC 7239) that is not a trusted proxy's is the client's; what stands
  /// left of it anyone may have written. It is `peer` where that names nobody, so that hiding is no way
  /// around a budget; and where both fields are there and do not agree, as a proxy adds to one of them and
  /// hands on the other as it came. Nothing if neither is there: the proxy asks for itself.
  std::optional<IpAddress> find_client(const std::optional<IpAddress>& peer, std::string_view x_forwarded_for,
                                       std::string_view forwarded) const;

 private:
  bool trusts(const IpAddress& address) const;
  /// `standard`: the syntax is that of `Forwarded`.
  std::optional<IpAddress> nearest_stranger(std::string_view list, bool standard) const;

  std::vector<IpNetwork> networks_;
  bool unix_sockets_ = false;
};

}  // namespace feed_exporter
