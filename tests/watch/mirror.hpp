// SPDX-License-Identifier: MIT
// What someone knows of a tree who looks only where batches say: the least that any user of the watcher does.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/seed_tree.hpp"
#include "daemon/watch/batch.hpp"

namespace feed_exporter {

class Mirror {
 public:
  using Files = std::map<std::string, std::string>;

  explicit Mirror(const SeedSettings& settings) : settings_(settings) {}

  void apply(const Batch& batch);
  /// Reads again what was changing while it was read.
  void retry();

  /// Path -> text, of what has been read.
  const Files& files() const { return files_; }
  std::string text(const std::string& path) const;
  /// The texts that a path was ever seen with, each as often as it came; `-` where it went.
  std::vector<std::string> history(const std::string& path) const;

  /// What is on the disk now.
  static Files read_all(const SeedSettings& settings);

 private:
  void read(const SeedTree& tree, const std::string& path);
  void remember(const std::string& path, const std::string& text);

  const SeedSettings& settings_;
  Files files_;
  std::map<std::string, std::vector<std::string>> history_;
  std::set<std::string> again_;
};

}  // namespace feed_exporter
