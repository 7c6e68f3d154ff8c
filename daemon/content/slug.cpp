// SPDX-License-Identifier: MIT
#include "daemon/content/slug.hpp"

#include <uninorm.h>
#include <unistr.h>

#include <cstdint>
#include <cstdlib>
#include <memory>

#include "config/characters/ascii.hpp"
#include "config/characters/utf8.hpp"
#include "daemon/content/word_character.hpp"
#include "exporters/feed.hpp"

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

/// `é` as one character, however it is typed (Unicode's normal form C, which never changes what it once
/// gave). A text that is not UTF-8 stays as it is.
std::string composed(std::string_view name) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data());
  if (u8_check(bytes, name.size()) != nullptr) return std::string(name);
  std::size_t size = 0;
  const std::unique_ptr<std::uint8_t, void (*)(void*)> text(
      u8_normalize(UNINORM_NFC, bytes, name.size(), nullptr, &size), std::free);
  return text ? std::string(reinterpret_cast<const char*>(text.get()), size) : std::string(name);
}

/// Without an early end, so that the compiler may use vector instructions.
bool is_ascii(std::string_view text) {
  unsigned bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return bits < 0x80;
}

/// However long.
std::string spell(std::string_view name) {
  std::string in_one_form;
  if (!is_ascii(name)) {
    in_one_form = composed(name);
    name = in_one_form;
  }
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
    if (is_lower(c) || is_digit(c)) {
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
  return slug;
}

}  // namespace

std::string make_slug(std::string_view name) {
  std::string slug = spell(name);
  if (slug.size() > max_slug_bytes) return {};
  return slug == everything_slug ? std::string(everything_topic_slug) : slug;
}

std::string_view no_slug_reason(std::string_view name) {
  return spell(name).empty() ? "has no letter or digit" : "is too long for an address";
}

}  // namespace feed_exporter
