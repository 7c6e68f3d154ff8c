// SPDX-License-Identifier: MIT
#include "daemon/content/yaml_escapes.hpp"

#include <charconv>
#include <cstdint>

#include "config/characters/utf8.hpp"
#include "daemon/content/clean_text.hpp"

namespace feed_exporter {
namespace {

constexpr char32_t no_code_point = 0xFFFFFFFF;

/// The character of an escape by its letter; `no_code_point` for letters that are none or stand for control
/// characters.
char32_t code_point_of(char letter) {
  switch (letter) {
    case 't':
    case '\t':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case ' ':
    case '"':
    case '\'':
    case '\\':
    case '/':
      return static_cast<char32_t>(letter);
    case 'N':
      return 0x85;
    case '_':
      return 0xA0;
    case 'L':
      return 0x2028;
    case 'P':
      return 0x2029;
    default:
      return no_code_point;
  }
}

std::size_t digits_after(char letter) {
  switch (letter) {
    case 'x':
      return 2;
    case 'u':
      return 4;
    case 'U':
      return 8;
    default:
      return 0;
  }
}

char32_t parse_hex(std::string_view digits, std::size_t count) {
  if (digits.size() < count) return no_code_point;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + count, value, 16);
  return error == std::errc() && end == digits.data() + count ? value : no_code_point;
}

/// Carriage returns do as line ends.
bool survives_cleaning(char32_t code_point) {
  return code_point <= 0x10FFFF && !(code_point >= 0xD800 && code_point <= 0xDFFF) &&
         is_xml_character(code_point);
}

}  // namespace

std::optional<char32_t> surrogate_escape(std::string_view text) {
  if (!text.starts_with("\\u")) return std::nullopt;
  const char32_t unit = parse_hex(text.substr(2), 4);
  if (!is_high_surrogate(unit) && !is_low_surrogate(unit)) return std::nullopt;
  return unit;
}

std::optional<std::string> unescape_double_quoted(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (true) {
    const std::size_t escape = text.find('\\');
    plain.append(text, 0, escape);
    if (escape == std::string_view::npos) break;
    text.remove_prefix(escape);
    if (text.size() < 2) return std::nullopt;
    char32_t code_point = code_point_of(text[1]);
    std::size_t length = 2;
    if (const std::size_t digits = digits_after(text[1]); digits != 0) {
      code_point = parse_hex(text.substr(2), digits);
      length += digits;
    }
    if (is_high_surrogate(code_point) && text[1] == 'u') {
      const std::optional<char32_t> low = surrogate_escape(text.substr(length));
      if (!low || !is_low_surrogate(*low)) return std::nullopt;
      code_point = join_surrogates(code_point, *low);
      length += 6;
    }
    if (!survives_cleaning(code_point)) return std::nullopt;
    append_utf8(plain, code_point);
    text.remove_prefix(length);
  }
  return plain.find('\r') == std::string::npos ? plain : clean_text(plain);
}

}  // namespace feed_exporter
