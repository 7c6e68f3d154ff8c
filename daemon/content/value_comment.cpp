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
  const std::size_t hash = source.find_first_not_of(" \t", at);
  return hash != std::string_view::npos && hash > at && source[hash] == '#' && hash + 1 < source.size() &&
         !is_blank(source[hash + 1]);
}

}  // namespace feed_exporter
