// SPDX-License-Identifier: MIT
// Makes a directory of static files equal to a set of documents: files are replaced whole, only if they
// differ; what somebody else put there is neither overwritten nor removed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace feed_exporter {

struct ExportResult {
  std::size_t written = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
  /// Stale files that are no longer what an export wrote, and so were left where they are.
  std::vector<std::filesystem::path> left;
};

/// `files`: path below `root` (`/` between folders) -> bytes. The files written are noted in a manifest below
/// `root` before the first of them is, so that a run that is cut short leaves nothing that no run would
/// remove. A file that stands in the way of one of `files`, differs from it and is not in the manifest is an
/// error before anything is written. Throws std::runtime_error that names the file; each file is then either
/// the old one or the new one. No other thread may run: see NewFile. `progress` is told after each file how
/// many are written, and of how many.
ExportResult export_tree(
    const std::filesystem::path& root, const std::map<std::string, std::string>& files,
    const std::function<void(std::size_t, std::size_t)>& progress = [](std::size_t, std::size_t) {});

}  // namespace feed_exporter
