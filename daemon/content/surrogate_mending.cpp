// SPDX-License-Identifier: MIT
#include "daemon/content/surrogate_mending.hpp"

#include <array>
#include <cstdio>
#include <optional>
#include <string_view>

#include "daemon/content/yaml_escapes.hpp"

namespace feed_exporter {
namespace {

/// Scalars that are mended at most: each costs another parsing.
constexpr std::size_t max_mended_scalars = 64;

/// `\uXXXX`.
constexpr std::size_t escape_size = 6;

}  // namespace

bool SurrogateMending::mend(std::string& text, std::size_t stop) {
  if (stop < escape_size || stop > text.size()) return false;
  std::size_t at = stop - escape_size;
  if (!surrogate_escape(std::string_view(text).substr(at)) || mended_++ == max_mended_scalars) return false;
  while (at < text.size() && text[at] != '"') {
    if (text[at] != '\\') {
      ++at;
      continue;
    }
    const std::string_view rest = std::string_view(text).substr(at);
    const std::optional<char32_t> unit = surrogate_escape(rest);
    if (!unit) {
      at += 2;
      continue;
    }
    const Position here = position_of(text, at);
    const std::optional<char32_t> low = surrogate_escape(rest.substr(escape_size));
    if (is_high_surrogate(*unit) && low && is_low_surrogate(*low)) {
      std::array<char, 11> escape{};
      std::snprintf(escape.data(), escape.size(), "\\U%08X",
                    static_cast<unsigned>(join_surrogates(*unit, *low)));
      text.replace(at, 2 * escape_size, escape.data());
      at += escape.size() - 1;
      problems_.add_shift({here.line, here.column + static_cast<std::uint32_t>(escape.size()) - 1, 2});
    } else {
      problems_.warn(here, "lone-surrogate", "half of a surrogate pair, replaced by U+FFFD");
      text.replace(at, escape_size, "\\uFFFD");
      at += escape_size;
    }
  }
  return true;
}

}  // namespace feed_exporter
