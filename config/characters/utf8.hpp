// SPDX-License-Identifier: MIT
// Characters as bytes of UTF-8 (RFC 3629). Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace feed_exporter {

/// Whether a byte does not begin a character.
constexpr bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

/// The length of the valid UTF-8 character at the beginning of a text, 0 if there is none. Every character
/// outside ASCII of every file passes here.
inline std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80; };
  const unsigned first = byte(0);
  if (text.empty()) return 0;
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) > 0x9F;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool too_large = first == 0xF4 && byte(1) > 0x8F;
    return continues(1) && continues(2) && continues(3) && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

/// The code point of the valid character at the beginning of a text, `length` bytes long.
char32_t utf8_code_point(std::string_view text, std::size_t length);

/// Whether all of it is valid.
bool is_utf8(std::string_view text);

/// The longest beginning of at most `most` bytes that does not end within a character.
std::string_view utf8_prefix(std::string_view text, std::size_t most);

/// Those of XML 1.0 (section 2.2). REQUIRES: a code point that is no surrogate.
constexpr bool is_xml_character(char32_t c) {
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

/// Appends a code point below U+110000 that is no surrogate.
void append_utf8(std::string& out, char32_t code_point);

}  // namespace feed_exporter
