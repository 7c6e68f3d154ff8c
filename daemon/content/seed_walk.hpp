// SPDX-License-Identifier: MIT
// Goes through the folders below the seeds root and tells a visitor what counts there. Names decide, contents
// are not looked at; links to folders are not followed. Thread-safe, one visitor a thread.
#pragma once

#include <string>

#include "config/settings.hpp"

namespace feed_exporter {

/// Why a folder was left out.
enum class Skipped {
  /// It could not be opened or read; errno says why.
  unreadable,
  /// It is a link to a folder.
  linked,
  /// It lies deeper than the limit.
  too_deep,
};

class SeedVisitor {
 public:
  virtual ~SeedVisitor() = default;

  /// A folder (`""` is the root) is open, but its names have not been read yet: what is done here, such as
  /// watching it, comes before. False ends the whole walk.
  virtual bool enter(const std::string& folder, int descriptor) = 0;
  /// A path that is_content_path(), sorted before all later ones. `name` is the path's last part, in the open
  /// folder `descriptor`. It need not be a regular file.
  virtual void found(const std::string& path, bool is_link, int descriptor, const char* name) = 0;
  virtual void skipped(const std::string& folder, Skipped reason, int error) = 0;
};

/// Walks `folder` (`""` is the root, which is open as `root`) and everything below. A folder that is not
/// there, or is no watched folder, has nothing in it; of one that the walk of the folder above leaves out
/// (linked, too deep), that alone is told. False if the visitor ended it.
bool walk_seeds(int root, const std::string& folder, const SeedSettings& settings, SeedVisitor& visitor);

}  // namespace feed_exporter
