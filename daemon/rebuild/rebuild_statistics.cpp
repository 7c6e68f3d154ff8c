// SPDX-License-Identifier: MIT
#include "daemon/rebuild/rebuild_statistics.hpp"

#include <algorithm>

namespace feed_exporter {
namespace {

/// The first bound that holds `value`; the one behind the last if none does.
std::size_t find_bucket(std::span<const double> bounds, double value) {
  return static_cast<std::size_t>(std::ranges::lower_bound(bounds, value) - bounds.begin());
}

}  // namespace

void count_rebuild(RebuildStats& stats, double seconds, std::uint64_t files) {
  ++stats.rebuilds;
  ++stats.durations[find_bucket(RebuildStats::duration_bounds, seconds)];
  stats.duration_sum += seconds;
  const auto size = static_cast<double>(files);
  ++stats.batch_sizes[find_bucket(RebuildStats::batch_bounds, size)];
  stats.batch_size_sum += size;
}

}  // namespace feed_exporter
