// SPDX-License-Identifier: MIT
#include "daemon/watch/gathered_changes.hpp"

#include <algorithm>
#include <iterator>

namespace feed_exporter {
namespace {

/// Beyond this, naming each change costs more than looking at everything; some 60,000 paths.
constexpr std::size_t max_bytes = 8 * 1024 * 1024;

/// What a path costs beside its characters: node, bucket, string, about.
constexpr std::size_t path_overhead = 80;

/// Whether a path lies below one of the folders.
bool is_inside(std::string_view path, const std::set<std::string, std::less<>>& folders) {
  if (folders.empty()) return false;
  for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos; slash = path.rfind('/')) {
    path = path.substr(0, slash);
    if (folders.contains(path)) return true;
  }
  return false;
}

}  // namespace

void GatheredChanges::file_changed(std::string_view path, Time now, bool renamed) {
  if (const auto found = unfinished_.find(path); found != unfinished_.end()) found->second.active = false;
  mark_changed(now);
  if (everything_) return;
  if (renamed) {
    renamed_.emplace(path);
  } else if (const auto found = renamed_.find(path); found != renamed_.end()) {
    renamed_.erase(found);
  }
  if (paths_.contains(path)) return;
  paths_.emplace(path);
  grow(path.size(), now);
}

void GatheredChanges::file_unfinished(std::string_view path, Time now, Time until) {
  if (const auto found = paths_.find(path); found != paths_.end()) {
    bytes_ -= path.size() + path_overhead;
    paths_.erase(found);
    if (const auto renamed = renamed_.find(path); renamed != renamed_.end()) renamed_.erase(renamed);
  }
  if (const auto found = unfinished_.find(path); found != unfinished_.end()) {
    Unfinished& state = found->second;
    state.until = state.active ? std::max(state.until, until) : until;
    state.active = true;
    if (state.until < state.queued) {
      state.queued = state.until;
      ends_.emplace(state.until, path);
    }
    return;
  }
  unfinished_.emplace(path, Unfinished{until, until, true});
  ends_.emplace(until, path);
  grow(2 * path.size() + path_overhead, now);
}

bool GatheredChanges::is_unfinished(std::string_view path) const {
  const auto found = unfinished_.find(path);
  return found != unfinished_.end() && found->second.active;
}

void GatheredChanges::inherit_unfinished(const GatheredChanges& before, Time now) {
  for (const auto& [path, state] : before.unfinished_) {
    if (state.active) file_unfinished(path, now, state.until);
  }
}

std::vector<std::string> GatheredChanges::unfinished() const {
  std::vector<std::string> paths;
  for (const auto& [path, state] : unfinished_) {
    if (state.active) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void GatheredChanges::folder_changed(std::string_view path, Time now) {
  mark_changed(now);
  if (everything_ || folders_.contains(path)) return;
  folders_.emplace(path);
  grow(path.size(), now);
}

void GatheredChanges::everything_changed(Time now) {
  mark_changed(now);
  everything_ = true;
  forget_names();
}

void GatheredChanges::hurry(Time now) {
  if (has_changes()) first_ = now - longest_;
}

std::optional<GatheredChanges::Time> GatheredChanges::due() const {
  std::optional<Time> when;
  if (has_changes()) when = ripe();
  if (!ends_.empty()) when = when ? std::min(*when, ends_.top().first) : ends_.top().first;
  return when;
}

Batch GatheredChanges::take(Time now) {
  release_ended(now);
  Batch batch;
  if (!has_changes() || ripe() > now) return batch;

  batch.everything = everything_;
  for (const std::string& folder : folders_) {
    if (!is_inside(folder, folders_)) batch.folders.push_back(folder);
  }
  for (const std::string& path : paths_) {
    if (!is_inside(path, folders_)) batch.paths.push_back(path);
  }
  std::sort(batch.paths.begin(), batch.paths.end());
  batch.renamed.assign(renamed_.begin(), renamed_.end());
  std::sort(batch.renamed.begin(), batch.renamed.end());
  batch.unfinished = unfinished();

  everything_ = false;
  first_.reset();
  forget_names();
  return batch;
}

GatheredChanges::Time GatheredChanges::ripe() const {
  return std::min(last_ + quiet_, *first_ + longest_);
}

void GatheredChanges::mark_changed(Time now) {
  if (!first_) first_ = now;
  last_ = now;
}

void GatheredChanges::forget_names() {
  for (const std::string& path : paths_) bytes_ -= path.size() + path_overhead;
  for (const std::string& path : folders_) bytes_ -= path.size() + path_overhead;
  paths_.clear();
  renamed_.clear();
  folders_.clear();
}

void GatheredChanges::grow(std::size_t path_bytes, Time now) {
  bytes_ += path_bytes + path_overhead;
  if (bytes_ <= max_bytes) return;
  everything_changed(now);
  if (bytes_ <= max_bytes / 2) return;
  // So many files at once are written by no slow writer: their ends are as near as the next batch.
  unfinished_.clear();
  ends_ = {};
  bytes_ = 0;
}

void GatheredChanges::release_ended(Time now) {
  while (!ends_.empty() && ends_.top().first <= now) {
    auto [end, path] = ends_.top();
    ends_.pop();
    const auto found = unfinished_.find(path);
    if (found == unfinished_.end() || found->second.queued != end) continue;
    if (found->second.active && found->second.until > now) {
      found->second.queued = found->second.until;
      ends_.emplace(found->second.until, std::move(path));
      continue;
    }
    const bool was_active = found->second.active;
    bytes_ -= 2 * path.size() + 2 * path_overhead;
    unfinished_.erase(found);
    if (was_active) {
      file_changed(path, now);
      // It has been quiet for long enough.
      hurry(now);
    }
  }
}

}  // namespace feed_exporter
