// SPDX-License-Identifier: MIT
#include "tests/watch/mirror.hpp"

#include <algorithm>
#include <utility>

namespace feed_exporter {

void Mirror::apply(const Batch& batch) {
  const SeedTree tree(settings_);
  if (tree.state() != RootState::readable) return;
  const std::set<std::string> unfinished(batch.unfinished.begin(), batch.unfinished.end());
  const auto apply_folder = [&](const std::string& folder) {
    std::vector<Problem> problems;
    const std::vector<std::string> listed = tree.list(folder, problems);
    std::set<std::string> paths(listed.begin(), listed.end());
    const std::string inside = folder.empty() ? "" : folder + '/';
    for (const auto& [path, text] : files_) {
      if (path.starts_with(inside)) paths.insert(path);
    }
    for (const std::string& path : paths) {
      if (!unfinished.contains(path)) read(tree, path);
    }
  };
  if (batch.everything) apply_folder("");
  for (const std::string& folder : batch.folders) apply_folder(folder);
  for (const std::string& path : batch.paths) read(tree, path);
}

void Mirror::retry() {
  const std::set<std::string> paths = std::exchange(again_, {});
  if (paths.empty()) return;
  const SeedTree tree(settings_);
  for (const std::string& path : paths) read(tree, path);
}

std::string Mirror::text(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? "-" : found->second;
}

std::vector<std::string> Mirror::history(const std::string& path) const {
  const auto found = history_.find(path);
  return found == history_.end() ? std::vector<std::string>() : found->second;
}

Mirror::Files Mirror::read_all(const SeedSettings& settings) {
  Files files;
  const SeedTree tree(settings);
  std::vector<Problem> problems;
  for (const std::string& path : tree.list("", problems)) {
    ReadResult result = tree.read(path);
    if (result.state == ReadState::read) files.emplace(path, std::move(result.text));
  }
  return files;
}

void Mirror::read(const SeedTree& tree, const std::string& path) {
  ReadResult result = tree.read(path);
  switch (result.state) {
    case ReadState::read:
      remember(path, result.text);
      files_[path] = std::move(result.text);
      break;
    case ReadState::changing:
      again_.insert(path);
      break;
    case ReadState::absent:
    case ReadState::refused:
      if (files_.erase(path) != 0) remember(path, "-");
      break;
  }
}

void Mirror::remember(const std::string& path, const std::string& text) {
  std::vector<std::string>& texts = history_[path];
  if (texts.empty() || texts.back() != text) texts.push_back(text);
}

}  // namespace feed_exporter
