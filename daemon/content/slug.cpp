// SPDX-License-Identifier: MIT
#include "daemon/content/slug.hpp"

#include "daemon/content/ascii.hpp"
#include "daemon/content/word_character.hpp"
#include "daemon/utf8.hpp"

namespace feed_exporter {
namespace {

/// A symbol that is part of a name: `C++`, `C#`, `R&D`.
std::string_view spelled_out(char c) {
  switch (c) {
    case '+':
      return "plus";
    case '#':
      return "sharp";
    case '&':
      return "and";
    default:
      return {};
  }
}

}  // namespace

std::string make_slug(std::string_view name) {
  std::string slug;
  slug.reserve(name.size());
  bool separated = false;
  const auto append = [&](std::string_view text) {
    if (separated && !slug.empty()) slug += '-';
    separated = false;
    slug += text;
  };
  while (!name.empty()) {
    const char c = name.front();
    std::size_t length = 1;
    if (is_lower(c) || (c >= '0' && c <= '9')) {
      append({&c, 1});
    } else if (is_upper(c)) {
      const char lower = to_lower(c);
      append({&lower, 1});
    } else if (const std::string_view word = spelled_out(c); !word.empty()) {
      append(word);
    } else {
      length = utf8_length(name);
      if (length > 1 && is_word_character(utf8_code_point(name, length))) {
        append(name.substr(0, length));
      } else {
        separated = true;
        length = length == 0 ? 1 : length;
      }
    }
    name.remove_prefix(length);
  }
  return slug == "all" ? "all-topic" : slug;
}

}  // namespace feed_exporter
