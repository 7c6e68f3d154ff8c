// SPDX-License-Identifier: MIT
// The seeds directory seen by looking at every file's status again and again. Owned by one thread; may block
// for as long as the file system does.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/seed_walk.hpp"
#include "daemon/watch/file_system.hpp"
#include "daemon/watch/settling.hpp"

namespace feed_exporter {

/// What a look found different from the one before.
struct PollResult {
  /// The root is another one, came or went, or this was the first look; `changed` is empty then.
  bool everything = false;
  /// Files that came, went or changed, sorted.
  std::vector<std::string> changed;
  /// Folders that are left out (unreadable, linked, too deep) and were not before, or the other way round; in
  /// no particular order.
  std::vector<std::string> folders;
  /// Files that changed so recently that they may still be being written, sorted: a later look finds them
  /// changed.
  std::vector<std::string> unfinished;
};

class PolledTree {
 public:
  /// With `hold_young` the first look, too, tells which files may still be being written.
  PolledTree(const SeedSettings& settings, const Settling& settling, bool hold_young)
      : settings_(settings), settling_(settling), hold_young_(hold_young) {}

  /// Ends early, with nothing found, once `stop` is set.
  PollResult poll(const std::atomic<bool>& stop);

 private:
  class Collector;
  /// Any change of a file's content changes at least its ctime, which no program can set back.
  struct Signature {
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t modified = 0;
    std::int64_t changed = 0;
    bool operator==(const Signature&) const = default;
  };
  struct File {
    std::string path;
    Signature signature;
    /// When this signature was first seen.
    std::chrono::steady_clock::time_point since;
    /// It has rested for long enough; another change would show in the signature.
    bool is_settled = true;
    /// If it has not: since when it has been reported as nothing but unfinished.
    std::chrono::steady_clock::time_point restless_since;
  };

  using LeftOut = std::set<std::pair<std::string, Skipped>>;

  void compare(const File& before, File& now, PollResult& result) const;
  static void report(const File& file, PollResult& result);

  const SeedSettings settings_;
  const Settling settling_;
  const bool hold_young_;
  bool is_first_ = true;
  RootIdentity identity_;
  /// Sorted by path.
  std::vector<File> files_;
  LeftOut left_out_;
};

}  // namespace feed_exporter
