// SPDX-License-Identifier: MIT
#include "daemon/content/dropped_key.hpp"

#include <algorithm>

#include "daemon/content/front_matter.hpp"

namespace feed_exporter {

bool begins_with_dropped_key(std::string_view line) {
  const auto skip = [&line](std::string_view characters) {
    line.remove_prefix(std::min(line.find_first_not_of(characters), line.size()));
  };
  skip(" \t");
  while (line.starts_with("- ") || line.starts_with("-\t")) {
    line.remove_prefix(2);
    skip(" \t");
  }
  skip("\"'");
  const std::string_view key = line.substr(0, line.find_first_of("\"' \t:"));
  line.remove_prefix(key.size());
  skip("\"' \t");
  return is_dropped_key(key) && line.starts_with(':');
}

std::uint32_t find_dropped_key(std::string_view body) {
  std::uint32_t found = 0;
  for (std::uint32_t line = 1; !body.empty(); ++line) {
    if (opens_with_marker(body)) return found;
    const std::string_view content = body.substr(0, body.find('\n'));
    if (found == 0 && begins_with_dropped_key(content)) found = line;
    body.remove_prefix(std::min(content.size() + 1, body.size()));
  }
  return 0;
}

}  // namespace feed_exporter
