// SPDX-License-Identifier: MIT
// How many connections are open, in all and per client address. Shared by the serving threads and asked once
// a connection, never once a request; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "daemon/net/ip_address.hpp"
#include "daemon/net/refusal.hpp"

namespace feed_exporter {

class ConnectionLimit {
 public:
  /// Counts a connection, or says why not. `client` is nothing for a Unix socket. `most_per_client` 0: no
  /// limit.
  Refusal open(const std::optional<IpAddress>& client, std::size_t most, std::size_t most_per_client);
  /// The end of a connection that was counted with the same `client`.
  void close(const std::optional<IpAddress>& client);

 private:
  std::mutex mutex_;
  std::size_t open_ = 0;
  /// Only clients that have connections, so never more than there may be connections.
  std::map<IpAddress, std::size_t> by_client_;
};

}  // namespace feed_exporter
