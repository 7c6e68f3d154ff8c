// SPDX-License-Identifier: MIT
#include "daemon/content/value_comment.hpp"

namespace feed_exporter {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

}  // namespace

bool is_cut_by_comment(std::string_view source, std::size_t at, std::string_view value) {
  for (const char c : value) {
    // Folding leaves nothing as it is but this.
    if (is_blank(c)) continue;
    while (at < source.size() && is_blank(source[at])) ++at;
    if (at >= source.size() || source[at++] != c) return false;
  }
  if (at < source.size() && source[at] == ',') ++at;
  const std::size_t hash = source.find_first_not_of(" \t", at);
  return hash != std::string_view::npos && hash > at && source[hash] == '#' && hash + 1 < source.size() &&
         !is_blank(source[hash + 1]);
}

std::size_t find_item_cut_by_comment(std::string_view source, std::size_t end) {
  while (end > 0) {
    const std::size_t line = source.rfind('\n', end - 1) + 1;
    const std::size_t dash = source.find_first_not_of(" \t", line);
    if (dash < end && source[dash] == '-')
      return is_cut_by_comment(source, dash + 1, {}) ? dash : source.npos;
    end = line == 0 ? 0 : line - 1;
  }
  return source.npos;
}

}  // namespace feed_exporter
