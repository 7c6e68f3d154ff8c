// SPDX-License-Identifier: MIT
#include "daemon/serve/stamps.hpp"

#include <algorithm>

namespace feed_exporter {

using std::chrono::seconds;
using std::chrono::sys_seconds;

std::optional<sys_seconds> Stamps::latest_of(const std::string& path) const {
  const auto found = latest_.find(path);
  return found == latest_.end() ? forgotten_ : found->second;
}

std::optional<sys_seconds> Stamps::stamp_for(const std::string& path, sys_seconds now) const {
  const auto latest = latest_of(path);
  if (latest && *latest >= now) return std::nullopt;
  return now;
}

void Stamps::record(const std::string& path, std::optional<sys_seconds> stamp) {
  if (stamp) {
    latest_[path] = *stamp;
    waiting_.erase(path);
    return;
  }
  if (const auto latest = latest_of(path)) {
    latest_[path] = *latest;
    waiting_[path] = *latest + seconds{1};
  }
}

void Stamps::forget(const std::string& path) {
  const auto found = latest_.find(path);
  if (found != latest_.end()) {
    forgotten_ = forgotten_ ? std::max(*forgotten_, found->second) : found->second;
    latest_.erase(found);
  }
  waiting_.erase(path);
}

std::vector<std::pair<std::string, sys_seconds>> Stamps::take_due(sys_seconds now) {
  std::vector<std::pair<std::string, sys_seconds>> due;
  for (const auto& [path, stamp] : waiting_) {
    if (stamp <= now) due.emplace_back(path, stamp);
  }
  for (const auto& [path, stamp] : due) record(path, stamp);
  return due;
}

std::optional<sys_seconds> Stamps::next_due() const {
  std::optional<sys_seconds> next;
  for (const auto& [path, stamp] : waiting_) next = next ? std::min(*next, stamp) : stamp;
  return next;
}

}  // namespace feed_exporter
