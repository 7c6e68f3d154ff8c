// SPDX-License-Identifier: MIT
#include "daemon/app/find_document.hpp"

#include <algorithm>
#include <optional>

#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/nearest.hpp"
#include "daemon/serve/target.hpp"

namespace feed_exporter {
namespace {

constexpr std::size_t most_suggestions = 5;

/// The paths that a name may mean, the likeliest first. What is written with letters outside ASCII is no
/// target of a request, but plain to people.
std::vector<std::string> paths_of(const Snapshot& snapshot, std::string_view name) {
  const bool whole_url = name.starts_with("http://") || name.starts_with("https://");
  const std::string path = (whole_url || name.starts_with('/') ? "" : "/") + std::string(name);
  std::vector<std::string> paths;
  const auto add = [&](std::string_view each) {
    if (const auto below = below_base(each, snapshot.base_path)) paths.emplace_back(*below);
    paths.emplace_back(each);
  };
  if (!whole_url) add(path);
  PathBuffer buffer;
  if (const auto target = parse_target(path, buffer)) add(target->path);
  return paths;
}

const std::shared_ptr<const Resource>* find_alias(const Snapshot& snapshot, std::string_view path) {
  const auto name = split_feed_path(path);
  if (!name || name->format == nullptr) return nullptr;
  const auto alias = snapshot.names->aliases.find(name->slug);
  if (alias == snapshot.names->aliases.end()) return nullptr;
  return snapshot.resources.get(plain_feed_path(alias->second, *name->format));
}

/// Feeds of the nearest topics: in the format that was asked for, or in all.
void append_feeds(const Snapshot& snapshot, const FeedName& name, std::vector<std::string>& documents) {
  for (const Tag& topic : find_nearest_topics(name, *snapshot.names, most_suggestions)) {
    for (const Format& format : formats()) {
      if (name.format == nullptr || name.format == &format)
        documents.push_back(plain_feed_path(topic.slug, format).substr(1));
    }
  }
}

void append_others(const Snapshot& snapshot, std::string_view path, std::vector<std::string>& documents) {
  std::vector<Tag> others;
  for (const auto& [other, resource] : snapshot.resources) {
    if (!split_feed_path(other)) others.push_back({other.substr(1), ""});
  }
  for (const Tag& near : find_nearest(path.substr(1), others, most_suggestions))
    documents.push_back(near.slug);
}

}  // namespace

const std::shared_ptr<const Resource>* find_document(const Snapshot& snapshot, std::string_view name) {
  const std::vector<std::string> paths = paths_of(snapshot, name);
  for (const std::string& path : paths) {
    if (const auto* resource = snapshot.resources.get(path)) return resource;
  }
  for (const std::string& path : paths) {
    if (const auto* resource = find_alias(snapshot, path)) return resource;
  }
  return nullptr;
}

std::vector<std::string> nearest_documents(const Snapshot& snapshot, std::string_view name) {
  std::vector<std::string> documents;
  for (const std::string& path : paths_of(snapshot, name)) {
    // People leave the folder out.
    const std::string in_folder = "/feeds" + path;
    if (const auto feed = guess_feed_name(path)) {
      append_feeds(snapshot, *feed, documents);
    } else if (append_others(snapshot, path, documents); documents.empty()) {
      if (const auto left_out = guess_feed_name(in_folder)) append_feeds(snapshot, *left_out, documents);
    }
    if (!documents.empty()) break;
  }
  documents.resize(std::min(documents.size(), most_suggestions));
  return documents;
}

}  // namespace feed_exporter
