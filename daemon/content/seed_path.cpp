// SPDX-License-Identifier: MIT
#include "daemon/content/seed_path.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "daemon/content/glob.hpp"
#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {
namespace {

bool matches_any(const std::vector<std::string>& patterns, std::string_view path) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches_glob(pattern, path); });
}

/// Whether each part of a path is a name that counts, and there are at most `depth` folders above the last.
bool has_good_parts(std::string_view path, std::size_t depth) {
  for (std::size_t folders = 0;; ++folders) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    if (name.empty() || is_leftover(name)) return false;
    if (slash == std::string_view::npos) return folders <= depth;
    path.remove_prefix(slash + 1);
  }
}

bool has_seed_extension(std::string_view path) {
  return path.ends_with(".md") || path.ends_with(".markdown") || path.ends_with(".txt") ||
         path.ends_with(".html");
}

}  // namespace

bool is_leftover(std::string_view name) {
  return name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#')) ||
         name.ends_with(".swp") || name.ends_with(".swx") || name.ends_with(".tmp") ||
         name.ends_with(".bck") || name == "4913";
}

bool lies_below(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/'));
}

bool is_excluded(std::string_view path, const SeedSettings& settings) {
  return matches_any(settings.exclude, path);
}

bool is_seed_path(std::string_view path, const SeedSettings& settings) {
  return has_seed_extension(path) && has_good_parts(path, settings.max_directory_depth) &&
         (settings.include.empty() || matches_any(settings.include, path)) && !is_excluded(path, settings);
}

bool is_content_path(std::string_view path, const SeedSettings& settings) {
  if (is_seed_path(path, settings)) return true;
  return is_taxonomy_path(path) && has_good_parts(path, settings.max_directory_depth) &&
         !is_excluded(path, settings);
}

bool is_watched_folder(std::string_view path, const SeedSettings& settings) {
  // A folder is one part deeper than the number of folders above it.
  return path.empty() ||
         (settings.max_directory_depth > 0 && has_good_parts(path, settings.max_directory_depth - 1) &&
          !is_excluded(path, settings));
}

}  // namespace feed_exporter
