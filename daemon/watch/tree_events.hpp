// SPDX-License-Identifier: MIT
// The seeds directory as inotify reports it: events in, gathered changes out. An event only says where to
// look; what is there is looked up on the disk. Owned by the watcher, one for each root it watches.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "config/settings.hpp"
#include "daemon/watch/file_system.hpp"
#include "daemon/watch/gathered_changes.hpp"
#include "daemon/watch/inotify.hpp"
#include "daemon/watch/linked_seeds.hpp"
#include "daemon/watch/settling.hpp"
#include "daemon/watch/watched_folders.hpp"

namespace feed_exporter {

class TreeEvents {
 public:
  enum class Outcome {
    fine,
    /// The root was deleted, moved, unmounted, or is another one: begin anew with what is there now.
    root_lost,
    /// Inotify can't do it; fault() says why.
    failed,
  };

  /// `settings` and `gathered` must outlive it.
  TreeEvents(const SeedSettings& settings, const Settling& settling, GatheredChanges& gathered)
      : settings_(settings), settling_(settling), gathered_(gathered), folders_(inotify_, settings) {}

  /// Watches the whole tree. Files that were modified more lately than `hold_younger` count as unfinished,
  /// since who was writing before the watch was there is not known.
  Outcome begin(const OpenRoot& root, std::chrono::milliseconds hold_younger);
  /// Takes in all events that are queued.
  Outcome read();
  /// Whether events were lost, so that watches may be missing too: rescan() sets them.
  bool needs_rescan() const { return needs_rescan_; }
  Outcome rescan();

  /// Looks at what the links lead to, of which not every change is reported: it may lie in no watched folder.
  void check_links(const OpenRoot& root);
  /// Whether that is to be done again soon, since a file was being written.
  bool has_unfinished_links() const { return links_.has_unfinished(); }

  /// Becomes readable when there are events.
  int descriptor() const { return inotify_.descriptor(); }
  const WatchFault& fault() const { return fault_; }
  std::uint64_t watches() const { return folders_.size(); }
  std::uint64_t overflows() const { return overflows_; }

 private:
  /// Whether names may be looked up in what stands at the root's path now.
  Outcome judge(const OpenRoot& root);
  Outcome take_in(const OpenRoot& root, const InotifyEvent& event);
  Outcome folder_event(const OpenRoot& root, const std::string& path, std::uint32_t mask);
  void file_event(const OpenRoot& root, const std::string& path, std::uint32_t mask);
  void link_event(const OpenRoot& root, const std::string& path);
  /// Gathers what an event makes of a path: it changed, or is being written (`awaits_more`).
  void tell(const std::string& path, std::uint32_t mask, bool awaits_more);
  void tell_followers(const OpenRoot& root, const std::string& path, std::uint32_t mask, bool awaits_more,
                      int followed);
  Outcome walk(const OpenRoot& root, const std::string& folder, std::chrono::milliseconds hold_younger);

  const SeedSettings& settings_;
  const Settling settling_;
  GatheredChanges& gathered_;
  Inotify inotify_;
  WatchedFolders folders_;
  RootIdentity identity_;
  LinkedSeeds links_;
  /// What a link leads to may have changed: they are to be looked at.
  bool links_touched_ = false;
  bool needs_rescan_ = false;
  std::uint64_t overflows_ = 0;
  WatchFault fault_;
};

}  // namespace feed_exporter
