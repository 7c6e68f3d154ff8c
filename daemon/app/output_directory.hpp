// SPDX-License-Identifier: MIT
// The directory that `export` writes to. It may be a link itself; below it no link is followed, so that
// nothing outside is read, written or removed. One thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/content/descriptor.hpp"

namespace feed_exporter {

/// What stands at a path.
struct OutputFile {
  bool there = false;
  /// Of a regular file that may be read; none of a folder, a link, a device.
  std::optional<std::string> bytes;
};

/// Paths are relative, with `/` between folders. All members throw std::runtime_error that names the file,
/// also where a folder on the way is a link or a file.
class OutputDirectory {
 public:
  /// Makes the directory if it is missing. No other export gets at it while this lives, where the file system
  /// knows locks.
  explicit OutputDirectory(std::filesystem::path root);

  OutputFile read(const std::string& path) const;
  /// Replaces what stands there as a whole, or makes it with the folders that lead to it.
  void write(const std::string& path, std::string_view bytes) const;
  /// Removes a file, and the folders that are empty then.
  void remove(const std::string& path) const;
  /// Removes from the folder of this path what a run left that was killed.
  void sweep(const std::string& path) const;

  /// For messages.
  std::filesystem::path full_path(const std::string& path) const { return root_ / path; }

 private:
  Descriptor open_folder(const std::string& folder) const;
  Descriptor make_folder(const std::string& folder) const;

  std::filesystem::path root_;
  Descriptor descriptor_;
};

}  // namespace feed_exporter
