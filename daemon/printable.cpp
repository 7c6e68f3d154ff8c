// SPDX-License-Identifier: MIT
#include "daemon/printable.hpp"

#include <algorithm>

#include "config/characters/utf8.hpp"

namespace feed_exporter {
namespace {

bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || !is_xml_character(code_point);
}

/// Would show what follows it in another order (Unicode UAX #9, section 2).
bool is_bidirectional_control(char32_t code_point) {
  return (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

bool is_shown_as_it_is(char32_t code_point) {
  return !is_control(code_point) && !is_bidirectional_control(code_point);
}

}  // namespace

std::string printable(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const bool is_shown = length != 0 && is_shown_as_it_is(utf8_code_point(text, length));
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    if (is_shown) shown += character;
    for (const char c : is_shown ? std::string_view() : character) {
      const auto byte = static_cast<unsigned char>(c);
      shown += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
    text.remove_prefix(character.size());
  }
  return shown;
}

}  // namespace feed_exporter
