// SPDX-License-Identifier: MIT
#include "daemon/content/front_matter.hpp"

namespace feed_exporter {
namespace {

/// Whether the text begins with `marker` and nothing but blanks up to the end of the line.
bool opens_with(std::string_view text, std::string_view marker) {
  if (!text.starts_with(marker)) return false;
  const std::size_t rest = text.find_first_not_of(" \t", marker.size());
  return rest == std::string_view::npos || text[rest] == '\n' || text[rest] == '\r';
}

}  // namespace

bool opens_front_matter(std::string_view file) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  return opens_with(file, "---");
}

bool opens_utf16_front_matter(std::string_view file) {
  using namespace std::string_view_literals;
  return file.starts_with("\xFF\xFE-\0-\0-\0"sv) || file.starts_with("\xFE\xFF\0-\0-\0-"sv);
}

bool opens_with_marker(std::string_view text) {
  return opens_with(text, "---") || opens_with(text, "...");
}

FrontMatter split_front_matter(std::string_view text) {
  FrontMatter parts;
  if (!opens_with(text, "---")) return parts;
  parts.state = FrontMatter::State::unclosed;
  std::uint32_t line = 1;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
    ++line;
    const std::string_view rest = text.substr(end + 1);
    if (!opens_with_marker(rest)) continue;
    parts.state = FrontMatter::State::found;
    parts.yaml = text.substr(0, end + 1);
    const std::size_t body = rest.find('\n');
    parts.body = body == std::string_view::npos ? std::string_view() : rest.substr(body + 1);
    parts.body_line = line + 1;
    break;
  }
  return parts;
}

}  // namespace feed_exporter
