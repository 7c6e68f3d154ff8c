// SPDX-License-Identifier: MIT
#include "daemon/watch/watched_folders.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "daemon/content/seed_walk.hpp"
#include "daemon/content/shortage.hpp"
#include "daemon/watch/file_system.hpp"

namespace feed_exporter {
namespace {

/// How many files may pass by before the kernel's queue of events (16,384 by default) is looked after.
constexpr std::size_t files_between_fills = 1'000;

}  // namespace

WatchFault fault_of(int error) {
  switch (error) {
    case ENOSPC:
      return {"the limit of inotify watches is reached (fs.inotify.max_user_watches)", true};
    case EMFILE:
    case ENFILE:
      return {"the limit of open files is reached", true};
    default:
      return {"inotify cannot watch: " + std::generic_category().message(error), true};
  }
}

class WatchedFolders::Walker : public SeedVisitor {
 public:
  Walker(WatchedFolders& folders, bool want_ages, const Sink& sink)
      : folders_(folders), want_ages_(want_ages), sink_(sink) {}

  bool enter(const std::string& folder, int descriptor) override {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || status.st_nlink == 0) return true;
    if (status.st_dev != device_) {
      device_ = status.st_dev;
      fault_.reason = blind_file_system(descriptor);
      if (!fault_.reason.empty()) return false;
    }
    const int watch = folders_.inotify_.add(descriptor);
    if (watch < 0) {
      // A folder that may be passed through but not read is none whose names will be seen.
      if (errno == EACCES) return true;
      fault_ = fault_of(errno);
      return false;
    }
    folders_.bind(watch, folder, may_search(descriptor));
    folders_.inotify_.fill();
    return true;
  }

  void found(const std::string& path, bool is_link, int descriptor, const char* name) override {
    if (++passed_ % files_between_fills == 0) folders_.inotify_.fill();
    FoundFile file{path, is_link, {}};
    struct stat status {};
    if (want_ages_ && !is_link && ::fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
      file.age = age_of(status.st_mtim);
    }
    sink_(file);
  }

  void skipped(const std::string& folder, Skipped reason, int error) override {
    // Being short of descriptors is no property of the folder: what is in it would go unwatched.
    if (reason == Skipped::unreadable && is_shortage(error)) {
      fault_ = fault_of(error);
    }
    if (reason == Skipped::linked) folders_.note_link(folder);
  }

  const WatchFault& fault() const { return fault_; }

 private:
  WatchedFolders& folders_;
  const bool want_ages_;
  const Sink& sink_;
  dev_t device_ = 0;
  std::size_t passed_ = 0;
  WatchFault fault_;
};

WatchFault WatchedFolders::refresh(int root, const std::string& folder, bool want_ages, const Sink& sink) {
  ++refreshes_;
  forget_links_below(folder);
  Walker walker(*this, want_ages, sink);
  walk_seeds(root, folder, settings_, walker);
  if (walker.fault().reason.empty()) remove_unseen(folder);
  return walker.fault();
}

const std::string* WatchedFolders::folder_of(int watch) const {
  const auto found = by_watch_.find(watch);
  return found == by_watch_.end() ? nullptr : &found->second->first;
}

void WatchedFolders::forget(int watch) {
  const auto found = by_watch_.find(watch);
  if (found == by_watch_.end()) return;
  by_path_.erase(found->second);
  by_watch_.erase(found);
}

std::optional<bool> WatchedFolders::is_searchable(std::string_view folder) const {
  const auto found = by_path_.find(folder);
  return found == by_path_.end() ? std::nullopt : std::optional(found->second.is_searchable);
}

void WatchedFolders::bind(int watch, const std::string& folder, bool is_searchable) {
  // The same folder under another path: it has moved, and the event that says so is still to come.
  if (const std::string* before = folder_of(watch); before != nullptr && *before != folder) forget(watch);
  const auto [place, is_new] = by_path_.try_emplace(folder);
  if (!is_new && place->second.watch != watch) {
    // Another folder under the same path: the old one is elsewhere, or gone.
    inotify_.remove(place->second.watch);
    by_watch_.erase(place->second.watch);
  }
  place->second = {watch, refreshes_, is_searchable};
  by_watch_[watch] = place;
}

void WatchedFolders::forget_links_below(const std::string& folder) {
  const std::string inside = folder.empty() ? "" : folder + '/';
  for (auto link = links_.lower_bound(inside); link != links_.end() && link->starts_with(inside);) {
    link = links_.erase(link);
  }
}

void WatchedFolders::remove_unseen(const std::string& folder) {
  const auto remove_if_unseen = [this](ByPath::iterator place) {
    if (place->second.seen == refreshes_) return std::next(place);
    inotify_.remove(place->second.watch);
    by_watch_.erase(place->second.watch);
    return by_path_.erase(place);
  };
  if (folder.empty()) {
    for (auto place = by_path_.begin(); place != by_path_.end();) place = remove_if_unseen(place);
    return;
  }
  if (const auto itself = by_path_.find(folder); itself != by_path_.end()) remove_if_unseen(itself);
  const std::string inside = folder + '/';
  for (auto place = by_path_.lower_bound(inside);
       place != by_path_.end() && place->first.starts_with(inside);) {
    place = remove_if_unseen(place);
  }
}

}  // namespace feed_exporter
