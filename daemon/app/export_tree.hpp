// SPDX-License-Identifier: MIT
// Makes a directory of static files equal to a set of documents: files are replaced whole, only if they
// differ, and only files that an earlier run wrote are removed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

namespace feed_exporter {

struct ExportResult {
  std::size_t written = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
};

/// `files`: path below `root` (`/` between folders) -> bytes. The files written are noted in a manifest below
/// `root` before the first of them is, so that a run that is cut short leaves nothing that no run would
/// remove. Throws std::runtime_error that names the file; each file is then either the old one or the new
/// one.
ExportResult export_tree(const std::filesystem::path& root, const std::map<std::string, std::string>& files);

}  // namespace feed_exporter
