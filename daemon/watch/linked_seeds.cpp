// SPDX-License-Identifier: MIT
#include "daemon/watch/linked_seeds.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstddef>
#include <filesystem>

namespace feed_exporter {

void LinkedSeeds::remember(int root, const std::string& path) {
  std::array<char, PATH_MAX> text{};
  const ssize_t size = ::readlinkat(root, path.c_str(), text.data(), text.size());
  const std::string_view target(text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  forget(path);
  std::string resolved = (std::filesystem::path(path).parent_path() / target).lexically_normal().string();
  paths_.insert(resolved);
  targets_.emplace(path, std::move(resolved));
}

void LinkedSeeds::forget(const std::string& path) {
  const auto link = targets_.find(path);
  if (link == targets_.end()) return;
  paths_.erase(paths_.find(link->second));
  targets_.erase(link);
}

void LinkedSeeds::forget_below(const std::string& folder) {
  const std::string inside = folder.empty() ? "" : folder + '/';
  auto link = targets_.lower_bound(inside);
  while (link != targets_.end() && link->first.starts_with(inside)) {
    paths_.erase(paths_.find(link->second));
    link = targets_.erase(link);
  }
}

}  // namespace feed_exporter
