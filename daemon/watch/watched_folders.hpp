// SPDX-License-Identifier: MIT
// Which folder each inotify watch stands for, kept in step with the disk by walking it. Owned by the watcher.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "config/settings.hpp"
#include "daemon/watch/inotify.hpp"

namespace feed_exporter {

/// A seed or taxonomy file that a walk came by.
struct FoundFile {
  const std::string& path;
  bool is_link = false;
  /// Since its modification; none if that was not asked for, or lies in the future.
  std::optional<std::chrono::milliseconds> age;
};

/// Why inotify can't do it.
struct WatchFault {
  /// For people; empty: it can.
  std::string reason;
  /// It is a limit that may be raised, or that others stop using up.
  bool may_pass = false;
};

WatchFault fault_of(int error);

class WatchedFolders {
 public:
  using Sink = std::function<void(const FoundFile&)>;

  /// Both must outlive it.
  WatchedFolders(Inotify& inotify, const SeedSettings& settings) : inotify_(inotify), settings_(settings) {}

  /// Makes the watches at and below `folder` (`""` is the root, which is open as `root`) what they should be:
  /// each folder is watched before its names are read, so nothing that appears meanwhile is missed; watches
  /// of folders that are not there any more are removed. Every file found goes to `sink`. After a fault the
  /// watches are incomplete.
  WatchFault refresh(int root, const std::string& folder, bool want_ages, const Sink& sink);

  /// The folder that a watch stands for; null if none.
  const std::string* folder_of(int watch) const;
  bool contains(std::string_view folder) const { return by_path_.find(folder) != by_path_.end(); }
  /// Whether what is in a folder could be opened by its name (the right to search it) when it was last looked
  /// into; none if it is not watched.
  std::optional<bool> is_searchable(std::string_view folder) const;
  /// A link to a folder, which is not followed, is there from now on, or not any more. refresh() finds them,
  /// too.
  void note_link(const std::string& path) { links_.insert(path); }
  /// False if it was not there.
  bool forget_link(const std::string& path) { return links_.erase(path) != 0; }
  /// The kernel has dropped a watch (IN_IGNORED).
  void forget(int watch);
  std::size_t size() const { return by_watch_.size(); }

 private:
  class Walker;
  struct Watched {
    int watch = -1;
    /// Of the refresh() that saw it last.
    std::uint64_t seen = 0;
    bool is_searchable = true;
  };
  using ByPath = std::map<std::string, Watched, std::less<>>;

  void bind(int watch, const std::string& folder, bool is_searchable);
  void remove_unseen(const std::string& folder);
  void forget_links_below(const std::string& folder);

  Inotify& inotify_;
  const SeedSettings& settings_;
  ByPath by_path_;
  std::unordered_map<int, ByPath::iterator> by_watch_;
  std::uint64_t refreshes_ = 0;
  std::set<std::string, std::less<>> links_;
};

}  // namespace feed_exporter
