// SPDX-License-Identifier: MIT
// What the watcher hands on: places that may have changed. It says nothing of how; whoever gets it looks.
#pragma once

#include <string>
#include <vector>

namespace feed_exporter {

struct Batch {
  /// Paths of files below the root, sorted, each once.
  std::vector<std::string> paths;
  /// Folders below the root whose whole subtree is to be listed and read again, sorted, none inside another.
  std::vector<std::string> folders;
  /// Everything is to be listed and read again; `paths` and `folders` are empty.
  bool everything = false;
  /// Files inside `folders` (or anywhere, if `everything`) that are being written at this moment, sorted:
  /// they are neither read nor taken for gone, but left as they were. A later batch names each of them.
  std::vector<std::string> unfinished;

  bool empty() const { return !everything && paths.empty() && folders.empty(); }
};

}  // namespace feed_exporter
