// SPDX-License-Identifier: MIT
// What the watcher hands on: places that may have changed. It says nothing of how; whoever gets it looks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/content/file_time.hpp"

namespace feed_exporter {

struct Batch {
  /// Paths of files below the root, sorted, each once.
  std::vector<std::string> paths;
  /// Files that took their place by rename(2) and that nothing happened to since, sorted: they were whole
  /// then.
  std::vector<std::string> renamed;
  /// Folders below the root whose whole subtree is to be listed and read again, sorted, none inside another;
  /// among them such as are not gone into (linked, too deep), whose problem came or went.
  std::vector<std::string> folders;
  /// Everything is to be listed and read again; `paths` and `folders` are empty.
  bool everything = false;
  /// All files that are being written at this moment, sorted: they are neither read nor taken for gone, but
  /// left as they were. A later batch names each of them.
  std::vector<std::string> unfinished;
  /// This moment: of a file that changed later nobody knows whether its writer is through. None: nobody
  /// watches.
  std::optional<FileTime> taken;

  bool empty() const { return !everything && paths.empty() && folders.empty(); }
};

}  // namespace feed_exporter
