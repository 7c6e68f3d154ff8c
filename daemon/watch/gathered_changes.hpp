// SPDX-License-Identifier: MIT
// Changes gathered until a batch is due: the debounce, files that are still being written, and the bound on
// memory. Pure: the time is passed in. Owned by the watcher.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "daemon/watch/batch.hpp"

namespace feed_exporter {

class GatheredChanges {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// A batch is due when nothing changed for `quiet`, at the latest `longest` after the first change in it.
  GatheredChanges(std::chrono::milliseconds quiet, std::chrono::milliseconds longest)
      : quiet_(quiet), longest_(longest) {}

  /// A file came, went, or was closed by its writer.
  /// `renamed`: it took its place by rename(2), and so is whole.
  void file_changed(std::string_view path, Time now, bool renamed = false);
  /// A file is being written: it is in no batch until file_changed(), or until nobody has said this again for
  /// the time up to `until`. Other changes are not held up by it.
  void file_unfinished(std::string_view path, Time now, Time until);
  bool is_unfinished(std::string_view path) const;
  /// Takes over what was being written according to another, which this one takes the place of.
  void inherit_unfinished(const GatheredChanges& before, Time now);
  /// All of them, sorted.
  std::vector<std::string> unfinished() const;
  void folder_changed(std::string_view path, Time now);
  void everything_changed(Time now);
  /// What has been gathered is due without further waiting.
  void hurry(Time now);

  /// When take() has something to do next; none if nothing is waited for.
  std::optional<Time> due() const;
  /// The batch, if it is due; else an empty one.
  Batch take(Time now);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  struct Unfinished {
    Time until;
    /// Its end in `ends_`; other ends of the path there count for nothing.
    Time queued;
    /// False: finished, but still in `ends_`.
    bool active = false;
  };
  using End = std::pair<Time, std::string>;

  bool has_changes() const { return everything_ || !paths_.empty() || !folders_.empty(); }
  /// When the changes are due. REQUIRES: has_changes().
  Time ripe() const;
  void mark_changed(Time now);
  void forget_names();
  void grow(std::size_t path_bytes, Time now);
  void release_ended(Time now);

  const std::chrono::milliseconds quiet_;
  const std::chrono::milliseconds longest_;
  std::unordered_set<std::string, Hash, std::equal_to<>> paths_;
  /// Of `paths_`, those of which a rename was the last that happened.
  std::unordered_set<std::string, Hash, std::equal_to<>> renamed_;
  std::set<std::string, std::less<>> folders_;
  bool everything_ = false;
  /// Of the first change that was in no batch yet, though its file may be being written again since.
  std::optional<Time> first_;
  Time last_;
  std::unordered_map<std::string, Unfinished, Hash, std::equal_to<>> unfinished_;
  /// When to look at each of `unfinished_`: not later than its end, but possibly earlier.
  std::priority_queue<End, std::vector<End>, std::greater<>> ends_;
  /// Of all of the above, about.
  std::size_t bytes_ = 0;
};

}  // namespace feed_exporter
