// SPDX-License-Identifier: MIT
#include "config/text.hpp"

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>

#include "config/value.hpp"

namespace feed_exporter {
namespace {

struct Character {
  char32_t code_point = 0;
  /// Bytes; 0 if they are no character.
  std::size_t length = 0;
};

Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || length > text.size()) return {};
  char32_t code_point = lead & (0x7fU >> length);
  for (const char c : text.substr(1, length - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) return {};
    code_point = code_point << 6 | (byte & 0x3fU);
  }
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  if (code_point < least[length] || code_point > 0x10ffff || surrogate) return {};
  return {code_point, length};
}

bool is_xml_character(char32_t c) {
  return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

void check_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = first_character(text.substr(at));
    const std::string place = "byte " + std::to_string(at + 1);
    if (character.length == 0) throw ValueError(place + " is not UTF-8: save the text in this encoding");
    if (!is_xml_character(character.code_point)) {
      std::array<char, 16> name{};
      std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(character.code_point));
      throw ValueError("the character " + std::string(name.data()) + " at " + place +
                       " is not allowed in feeds: leave it out");
    }
    at += character.length;
  }
}

}  // namespace feed_exporter
