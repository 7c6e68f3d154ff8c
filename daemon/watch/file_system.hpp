// SPDX-License-Identifier: MIT
// What the watcher asks the file system beside names: which root is there, how old a file is, whether changes
// will be reported.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <ctime>
#include <optional>
#include <string>

#include "daemon/content/descriptor.hpp"

namespace feed_exporter {

/// Which folder stands at the root's path. Equal as long as it is the same and in the same state.
struct RootIdentity {
  bool exists = false;
  bool is_readable = false;
  dev_t device = 0;
  ino_t inode = 0;
  bool operator==(const RootIdentity&) const = default;
};

/// The root, open for as long as a look into it takes and no longer: an open folder could not be unmounted,
/// and its deletion would not be reported.
struct OpenRoot {
  explicit OpenRoot(const std::string& directory);

  Descriptor descriptor;
  RootIdentity identity;
  /// The error with which it could not be opened, or 0. If is_shortage(), `identity` says nothing.
  int error = 0;
};

/// Whether what is in an open folder may be opened by its name.
bool may_search(int folder);

/// Why changes on the file system of an open file are not all reported to inotify, since others can make them
/// elsewhere; empty if they are.
std::string blind_file_system(int descriptor);

/// Time since a moment of a file's status (stat(2)), by the wall clock; none if it lies in the future.
std::optional<std::chrono::milliseconds> age_of(const timespec& moment);

}  // namespace feed_exporter
