// SPDX-License-Identifier: MIT
// The seeds directory on disk: which files are seeds, and their bytes. Nothing outside the root is ever
// opened. A SeedTree is one opening of the root; it is made anew for each batch, so that a replaced root is
// followed. Links to files are followed inside the root, links to folders are not.
#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/descriptor.hpp"
#include "daemon/content/file_time.hpp"
#include "daemon/content/problem.hpp"
#include "daemon/content/seed_path.hpp"

namespace feed_exporter {

enum class RootState {
  readable,
  missing,
  not_a_directory,
  unreadable,
  /// It cannot be read just now, for the system is short of descriptors or memory.
  unavailable,
};

enum class ReadState {
  read,
  /// Not there (any more).
  absent,
  /// There, but not to be used: a FIFO, a link out of the root, too large, no permission. `problem` says
  /// which.
  refused,
  /// It changed while it was read or so lately that its writer may not be through, or the system was short of
  /// something: to be read again.
  changing,
};

/// What to do with a file that was changed after the moment up to which is known who writes.
enum class LateChange {
  put_off,
  /// As `put_off`, but for the tick of the clock in which that moment lies: the file was renamed in it.
  put_off_beyond_tick,
  put_up_with,
};

struct ReadResult {
  ReadState state = ReadState::absent;
  std::string text;
  /// Set if refused.
  Problem problem;
};

class SeedTree {
 public:
  /// Opens the root, following a link there. `settings` must outlive it. `known_until` is the moment up to
  /// which somebody knows which files are being written; none: nobody does.
  explicit SeedTree(const SeedSettings& settings, std::optional<FileTime> known_until = {});

  RootState state() const { return state_; }

  /// Paths of all seeds and taxonomy files below a folder (`""` is the root), sorted; a folder that is not
  /// there holds none. Problems: `unreadable-folder` (an error; what is below it is unknown, not gone),
  /// `linked-folder` and `too-deep` (warnings; what is below does not count). `short_of_means` is set, if it
  /// is given, where the system was short of descriptors or memory, so that paths are missing.
  std::vector<std::string> list(std::string_view folder, std::vector<Problem>& problems,
                                bool* short_of_means = nullptr) const;

  /// One file's bytes. Never blocks on what is no regular file. A file that was changed after `known_until`
  /// is `changing` unless that is to be put up with. Thread-safe.
  ReadResult read(const std::string& path, LateChange late = LateChange::put_off) const;

 private:
  bool is_late(const struct stat& status, LateChange late) const;

  const SeedSettings& settings_;
  const std::optional<FileTime> known_until_;
  Descriptor root_;
  RootState state_ = RootState::missing;
};

}  // namespace feed_exporter
