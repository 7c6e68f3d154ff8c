// SPDX-License-Identifier: MIT
#include "exporters/excerpt.hpp"

#include "config/characters/utf8.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";
constexpr std::string_view white_space = " \t\n\r";

/// One space for each run, none at the ends; stops soon after `max_bytes`, since the rest is cut anyway.
std::string collapse(std::string_view text, std::size_t max_bytes) {
  std::string out;
  while (out.size() <= max_bytes) {
    const std::size_t word = text.find_first_not_of(white_space);
    if (word == std::string_view::npos) break;
    text.remove_prefix(word);
    if (!out.empty()) out += ' ';
    const std::size_t length = text.find_first_of(white_space);
    out += text.substr(0, length);
    if (length == std::string_view::npos) break;
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t max_bytes) {
  std::string out = collapse(text, max_bytes);
  if (out.size() <= max_bytes) return out;
  std::size_t end = utf8_prefix(out, max_bytes - ellipsis.size()).size();
  // Scripts that do not separate words, and very long words, are cut anywhere.
  const std::size_t space = out.rfind(' ', end);
  if (space != std::string::npos && space > end / 2) end = space;
  while (end > 0 && std::string_view(",;:-").find(out[end - 1]) != std::string_view::npos) --end;
  out.resize(end);
  out += ellipsis;
  return out;
}

}  // namespace feed_exporter
