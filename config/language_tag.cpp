// SPDX-License-Identifier: MIT
#include "config/language_tag.hpp"

#include <cstddef>

#include "config/characters/ascii.hpp"

namespace feed_exporter {

bool is_language_tag(std::string_view text) {
  std::size_t part = 0;
  bool first = true;
  for (const char c : text) {
    if (c == '-') {
      if (part == 0) return false;
      part = 0;
      first = false;
    } else if (!(is_letter(c) || (!first && is_digit(c))) || ++part > 8) {
      return false;
    }
  }
  return part != 0;
}

}  // namespace feed_exporter
