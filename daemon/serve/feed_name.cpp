// SPDX-License-Identifier: MIT
#include "daemon/serve/feed_name.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view folder = "/feeds/";

}  // namespace

std::optional<FeedName> split_feed_path(std::string_view path) {
  if (!path.starts_with(folder)) return std::nullopt;
  path.remove_prefix(folder.size());
  if (path.find('/') != std::string_view::npos) return std::nullopt;
  // A slug has no dot.
  const std::size_t dot = path.find('.');
  FeedName name;
  name.segment = path;
  name.slug = path.substr(0, dot);
  if (dot == std::string_view::npos) {
    name.format = &page_format();
  } else if (const std::string_view suffix = path.substr(dot + 1); !suffix.empty()) {
    name.format = find_format(suffix);
  }
  if (name.slug.empty()) return std::nullopt;
  return name;
}

std::optional<FeedName> guess_feed_name(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return split_feed_path(path);
}

bool is_feed_folder(std::string_view path) {
  return path == folder || path == folder.substr(0, folder.size() - 1);
}

std::string plain_feed_path(std::string_view slug, const Format& format) {
  std::string path(folder);
  path += slug;
  if (!format.suffix.empty()) {
    path += '.';
    path += format.suffix;
  }
  return path;
}

}  // namespace feed_exporter
