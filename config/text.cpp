// SPDX-License-Identifier: MIT
#include "config/text.hpp"

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>

#include "config/characters/utf8.hpp"
#include "config/value.hpp"

namespace feed_exporter {
void check_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text.substr(at));
    const std::string place = "byte " + std::to_string(at + 1);
    if (length == 0) throw ValueError(place + " is not UTF-8: save the text in this encoding");
    const char32_t code_point = utf8_code_point(text.substr(at), length);
    if (!is_xml_character(code_point)) {
      std::array<char, 16> name{};
      std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(code_point));
      throw ValueError("the character " + std::string(name.data()) + " at " + place +
                       " is not allowed in feeds: leave it out");
    }
    at += length;
  }
}

}  // namespace feed_exporter
