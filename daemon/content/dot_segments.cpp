// SPDX-License-Identifier: MIT
#include "daemon/content/dot_segments.hpp"

#include <algorithm>

namespace feed_exporter {

std::string without_dot_segments(std::string_view path) {
  if (path.find("/.") == std::string_view::npos) return std::string(path);
  std::string result;
  result.reserve(path.size());
  while (!path.empty()) {
    const std::string_view segment = path.substr(0, path.find('/', 1));
    path.remove_prefix(segment.size());
    if (segment != "/." && segment != "/..") {
      result += segment;
      continue;
    }
    if (segment == "/..") result.erase(std::min(result.rfind('/'), result.size()));
    if (path.empty()) result += '/';
  }
  return result;
}

}  // namespace feed_exporter
