// SPDX-License-Identifier: MIT
#include "daemon/watch/linked_seeds.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstddef>
#include <filesystem>
#include <utility>

#include "daemon/content/open_beneath.hpp"

namespace feed_exporter {

bool LinkedSeeds::Status::operator==(const Status& other) const {
  const auto is_equal = [](const timespec& left, const timespec& right) {
    return left.tv_sec == right.tv_sec && left.tv_nsec == right.tv_nsec;
  };
  return is_same_file(other) && size == other.size && is_equal(modified, other.modified) &&
         is_equal(changed, other.changed);
}

LinkedSeeds::Status LinkedSeeds::status_of(int root, const std::string& link) {
  // O_PATH opens nothing in earnest: what it leads to may be of any kind.
  const Descriptor file = open_beneath(root, link, O_PATH, Links::inside);
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) return {};
  return {status.st_dev, status.st_ino, status.st_size, status.st_mtim, status.st_ctim};
}

void LinkedSeeds::remember(int root, const std::string& path) {
  std::array<char, PATH_MAX> text{};
  const ssize_t size = ::readlinkat(root, path.c_str(), text.data(), text.size());
  const std::string_view target(text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  forget(path);
  Link link;
  link.target = (std::filesystem::path(path).parent_path() / target).lexically_normal().string();
  link.status = status_of(root, path);
  const auto place = links_.emplace(path, std::move(link)).first;
  by_target_.emplace(place->second.target, &place->first);
}

void LinkedSeeds::forget(const std::string& path) {
  if (const auto link = links_.find(path); link != links_.end()) erase(link);
}

void LinkedSeeds::forget_below(const std::string& folder) {
  const std::string inside = folder.empty() ? "" : folder + '/';
  for (auto link = links_.lower_bound(inside); link != links_.end() && link->first.starts_with(inside);) {
    link = erase(link);
  }
}

LinkedSeeds::ByPath::iterator LinkedSeeds::erase(ByPath::iterator link) {
  const auto [first, last] = by_target_.equal_range(link->second.target);
  by_target_.erase(
      std::find_if(first, last, [&](const auto& target) { return target.second == &link->first; }));
  finish(link->second);
  return links_.erase(link);
}

std::vector<std::string> LinkedSeeds::leading_to(const std::string& path) const {
  std::vector<std::string> links;
  const auto [first, last] = by_target_.equal_range(path);
  for (auto link = first; link != last; ++link) links.push_back(*link->second);
  return links;
}

void LinkedSeeds::look(int root, const std::string& link) {
  const auto found = links_.find(link);
  if (found == links_.end()) return;
  found->second.status = status_of(root, link);
  finish(found->second);
}

LinkedSeeds::News LinkedSeeds::compare(int root, Time now, std::chrono::milliseconds settle) {
  News news;
  for (auto& [path, link] : links_) {
    const Status before = std::exchange(link.status, status_of(root, path));
    if (!link.status.is_same_file(before)) {
      // What replaces a file is whole.
      finish(link);
      news.changed.push_back(path);
    } else if (link.status != before) {
      if (!link.is_unfinished) ++unfinished_;
      link.is_unfinished = true;
      link.since = now;
      news.unfinished.push_back(path);
    } else if (link.is_unfinished && now - link.since >= settle) {
      finish(link);
      news.changed.push_back(path);
    }
  }
  return news;
}

void LinkedSeeds::finish(Link& link) {
  if (link.is_unfinished) --unfinished_;
  link.is_unfinished = false;
}

}  // namespace feed_exporter
