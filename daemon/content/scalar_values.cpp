// SPDX-License-Identifier: MIT
#include "daemon/content/scalar_values.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "config/characters/ascii.hpp"

namespace feed_exporter {

std::optional<bool> parse_boolean(std::string_view text) {
  if (text.empty() || text.size() > 5) return std::nullopt;
  std::string word(text);
  std::transform(word.begin(), word.end(), word.begin(), to_lower);
  for (const std::string_view yes : {"true", "yes", "on", "y"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"false", "no", "off", "n"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace feed_exporter
