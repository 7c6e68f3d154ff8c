// SPDX-License-Identifier: MIT
// The seeds directory on disk: which files are seeds, and their bytes. Nothing outside the root is ever
// opened. A SeedTree is one opening of the root; it is made anew for each batch, so that a replaced root is
// followed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/problem.hpp"

namespace feed_exporter {

/// Whether a path below the root can be a seed by its name alone: extension, include and exclude patterns,
/// no part that is hidden, a leftover of an editor or a tool, or deeper than the limit.
bool is_seed_path(std::string_view path, const SeedSettings& settings);

/// Whether a folder below the root is looked into; hidden ones are not.
bool is_watched_folder(std::string_view path, const SeedSettings& settings);

enum class RootState { readable, missing, unreadable };

enum class ReadState {
  read,
  /// Not there (any more).
  absent,
  /// There, but not to be used: a FIFO, a link out of the root, too large, no permission. `problem` says
  /// which.
  refused,
  /// It changed while it was read: to be read again.
  changing,
};

struct ReadResult {
  ReadState state = ReadState::absent;
  std::string text;
  /// Set if refused.
  Problem problem;
};

class SeedTree {
 public:
  /// Opens the root, following a link there.
  explicit SeedTree(const SeedSettings& settings);
  ~SeedTree();
  SeedTree(const SeedTree&) = delete;
  SeedTree& operator=(const SeedTree&) = delete;

  RootState state() const { return state_; }

  /// Paths of all seeds and taxonomy files below a folder (`""` is the root), sorted. Folders that cannot be
  /// read are problems.
  std::vector<std::string> list(std::string_view folder, std::vector<Problem>& problems) const;

  /// One file's bytes. Thread-safe.
  ReadResult read(const std::string& path) const;

 private:
  const SeedSettings& settings_;
  int root_ = -1;
  RootState state_ = RootState::missing;
};

}  // namespace feed_exporter
