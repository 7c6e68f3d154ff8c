// SPDX-License-Identifier: MIT
// Small steps by which RebuildStats are kept up.
#pragma once

#include <cstdint>
#include <span>

#include "daemon/rebuild/rebuilder.hpp"

namespace feed_exporter {

/// Counts one rebuild of `files` files that took `seconds`.
void count_rebuild(RebuildStats& stats, double seconds, std::uint64_t files);

}  // namespace feed_exporter
