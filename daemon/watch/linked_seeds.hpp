// SPDX-License-Identifier: MIT
// Seeds that are links. Inotify tells of the file that a link leads to, under that file's path if its folder
// is watched, and of a link itself only that it came or went. Owned by TreeEvents.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

namespace feed_exporter {

class LinkedSeeds {
 public:
  /// Link -> the path it leads to, as far as its text alone says (`..` taken back, no other link resolved).
  using Targets = std::map<std::string, std::string>;

  /// `path` is a link below `root`.
  void remember(int root, const std::string& path);
  void forget(const std::string& path);
  /// All below a folder; `""` is the root.
  void forget_below(const std::string& folder);

  const Targets& all() const { return targets_; }
  /// Whether a link leads to this path.
  bool lead_to(const std::string& path) const { return paths_.contains(path); }

 private:
  Targets targets_;
  /// The second halves of `targets_`.
  std::unordered_multiset<std::string> paths_;
};

}  // namespace feed_exporter
