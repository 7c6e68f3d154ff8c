// SPDX-License-Identifier: MIT
// What is served: every path with its ready bytes. Immutable once published; each serving thread holds its
// own pointer to it and each answer in flight keeps alive what it sends, so no reader waits and none sees a
// mixture.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "daemon/serve/feed_names.hpp"
#include "daemon/serve/resource.hpp"
#include "daemon/serve/resource_map.hpp"
#include "exporters/feed.hpp"

namespace feed_exporter {

/// Whether the daemon is fit to serve, for `/readyz`.
struct Readiness {
  /// The first snapshot is there and the seeds are readable.
  bool ready = false;
  /// One line each: why it is not ready or degraded.
  std::vector<std::string> reasons;
  /// Why the seeds are polled although nobody chose so; empty: they are not. Changes are seen later, but all
  /// of them.
  std::string polling = {};
  bool operator==(const Readiness&) const = default;
};

class Snapshot {
 public:
  /// Decoded path below the base URL (`/feeds/ai.atom`) -> resource.
  ResourceMap resources;
  /// Of all representations, in memory or memfd.
  std::size_t rendered_bytes = 0;
  /// Never null.
  std::shared_ptr<const FeedNames> names = std::make_shared<const FeedNames>();
  Site site;
  /// Decoded path of the base URL, without a trailing slash; empty if it has none.
  std::string base_path;
  Readiness readiness;
};

}  // namespace feed_exporter
