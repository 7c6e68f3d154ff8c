// SPDX-License-Identifier: MIT
// Bytes of URLs as `%XX` (RFC 3986 section 2.1). Pure.
#pragma once

#include <string>
#include <string_view>

#include "config/characters/ascii.hpp"

namespace feed_exporter {

/// RFC 3986 section 2.3.
constexpr bool is_unreserved(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// The value of a hexadecimal digit, or -1.
constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Appends `%XX`.
void append_escape(std::string& out, char c);

/// Text -> one segment of a path: every byte but the unreserved ones as `%XX`.
std::string percent_encode(std::string_view text);

}  // namespace feed_exporter
