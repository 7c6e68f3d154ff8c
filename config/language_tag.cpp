// SPDX-License-Identifier: MIT
#include "config/language_tag.hpp"

#include <cstddef>

namespace feed_exporter {

bool is_language_tag(std::string_view text) {
  std::size_t part = 0;
  bool first = true;
  for (const char c : text) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-') {
      if (part == 0) return false;
      part = 0;
      first = false;
    } else if (!(is_letter || (!first && c >= '0' && c <= '9')) || ++part > 8) {
      return false;
    }
  }
  return part != 0;
}

}  // namespace feed_exporter
