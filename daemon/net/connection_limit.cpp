// SPDX-License-Identifier: MIT
#include "daemon/net/connection_limit.hpp"

namespace feed_exporter {

Refusal ConnectionLimit::open(const std::optional<IpAddress>& client, std::size_t most,
                              std::size_t most_per_client) {
  const std::lock_guard lock(mutex_);
  if (open_ >= most) return Refusal::connections;
  if (client) {
    // Counted even without a limit, as a reload may bring one.
    const auto [place, added] = by_client_.try_emplace(*client, 0);
    if (most_per_client > 0 && place->second >= most_per_client) return Refusal::per_address;
    ++place->second;
  }
  ++open_;
  return Refusal::none;
}

void ConnectionLimit::close(const std::optional<IpAddress>& client) {
  const std::lock_guard lock(mutex_);
  --open_;
  if (!client) return;
  const auto place = by_client_.find(*client);
  if (--place->second == 0) by_client_.erase(place);
}

}  // namespace feed_exporter
