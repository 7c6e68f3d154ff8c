// SPDX-License-Identifier: MIT
// Which `Last-Modified` a body gets: the time since which this process serves it, never in the future, and
// never the same for two bodies of one path, so that an exact match of `If-Modified-Since` is proof.
// Owned by the rebuild thread; `stamp_for` may be called by its workers meanwhile.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace feed_exporter {

class Stamps {
 public:
  /// The stamp of a new body of `path` at `now`; none if the body before was stamped in the same second (or a
  /// later one, before the clock stepped back): it has to wait for the next.
  std::optional<std::chrono::sys_seconds> stamp_for(const std::string& path,
                                                    std::chrono::sys_seconds now) const;
  /// A new body of `path` is served, with what `stamp_for` said.
  void record(const std::string& path, std::optional<std::chrono::sys_seconds> stamp);
  /// Nothing is served at `path` any more.
  void forget(const std::string& path);

  /// Paths whose bodies had to wait and need not any longer, each with its stamp, by path. They count as
  /// recorded.
  std::vector<std::pair<std::string, std::chrono::sys_seconds>> take_due(std::chrono::sys_seconds now);
  /// When `take_due` has something; none if no body waits.
  std::optional<std::chrono::sys_seconds> next_due() const;

 private:
  std::optional<std::chrono::sys_seconds> latest_of(const std::string& path) const;

  std::unordered_map<std::string, std::chrono::sys_seconds> latest_;
  std::map<std::string, std::chrono::sys_seconds> waiting_;
  /// The latest stamp of all that is forgotten, for whichever of them comes back: one for all, so that paths
  /// that come and go leave nothing behind.
  std::optional<std::chrono::sys_seconds> forgotten_;
};

}  // namespace feed_exporter
