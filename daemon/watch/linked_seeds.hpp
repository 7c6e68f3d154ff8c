// SPDX-License-Identifier: MIT
// Seeds that are links. Inotify tells of the file that a link leads to, under that file's path if its folder
// is watched, and of a link itself only that it came or went; for the rest, what it leads to is looked at now
// and then. Owned by TreeEvents.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <ctime>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace feed_exporter {

class LinkedSeeds {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `path` is a link below `root`.
  void remember(int root, const std::string& path);
  void forget(const std::string& path);
  /// All below a folder; `""` is the root.
  void forget_below(const std::string& folder);

  /// Whether a link leads to this path, as far as its text alone says (`..` taken back, no other link
  /// resolved).
  bool lead_to(const std::string& path) const { return by_target_.contains(path); }
  std::vector<std::string> leading_to(const std::string& path) const;
  /// Somebody told of what this link leads to: what it is now is no news.
  void look(int root, const std::string& link);

  struct News {
    /// They lead to something else, or to a file that has not changed for `settle`.
    std::vector<std::string> changed;
    /// The file they lead to has changed, and may still be being written.
    std::vector<std::string> unfinished;
  };
  /// Looks at what each link leads to.
  News compare(int root, Time now, std::chrono::milliseconds settle);
  /// Whether compare() is to be called again for what was unfinished.
  bool has_unfinished() const { return unfinished_ > 0; }

 private:
  /// Of what a link leads to, within the root; all zero if that is nothing.
  struct Status {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    timespec modified{};
    timespec changed{};

    bool is_same_file(const Status& other) const { return device == other.device && inode == other.inode; }
    bool operator==(const Status& other) const;
  };
  struct Link {
    std::string target;
    Status status;
    /// When that was first seen, of an unfinished one.
    Time since;
    bool is_unfinished = false;
  };
  using ByPath = std::map<std::string, Link, std::less<>>;

  static Status status_of(int root, const std::string& link);
  void finish(Link& link);
  ByPath::iterator erase(ByPath::iterator link);

  ByPath links_;
  /// The keys of `links_` by their targets.
  std::unordered_multimap<std::string, const std::string*> by_target_;
  std::size_t unfinished_ = 0;
};

}  // namespace feed_exporter
