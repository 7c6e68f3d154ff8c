// SPDX-License-Identifier: MIT
// All statistics -> the Prometheus text of `/metrics`.
#pragma once

#include <string>

#include "daemon/net/server_stats.hpp"
#include "daemon/rebuild/rebuilder.hpp"
#include "daemon/watch/watcher.hpp"

namespace feed_exporter {

/// Names begin with `feed_exporter_`. Deterministic order.
std::string render_metrics(const RebuildStats& rebuild, const WatchStats& watch, const ServerStats& server);

}  // namespace feed_exporter
