// SPDX-License-Identifier: MIT
#include "daemon/content/clean_text.hpp"

#include <algorithm>

#include "config/characters/utf8.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// Large enough for the compiler to use vector instructions, small enough to go on byte by byte cheaply.
constexpr std::size_t block_size = 64;

bool is_forbidden_ascii(unsigned char c) {
  return c < 0x20 && c != '\n' && c != '\t';
}

/// Whether a block holds a byte that needs a look: a control character, CR, or anything outside ASCII.
bool is_suspicious(const char* block) {
  unsigned suspicious = 0;
  for (std::size_t i = 0; i < block_size; ++i) {
    const auto c = static_cast<unsigned char>(block[i]);
    suspicious |= static_cast<unsigned>(c >= 0x80) | static_cast<unsigned>(is_forbidden_ascii(c));
  }
  return suspicious != 0;
}

/// U+FFFE and U+FFFF, the only valid UTF-8 beyond ASCII that XML 1.0 forbids.
bool is_noncharacter(std::string_view character) {
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

}  // namespace

std::size_t find_unclean(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t stop = text.size();
    if (text.size() - at >= block_size) {
      if (!is_suspicious(text.data() + at)) {
        at += block_size;
        continue;
      }
      stop = at + block_size;
    }
    while (at < stop) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (c < 0x80) {
        if (is_forbidden_ascii(c)) return at;
        ++at;
        continue;
      }
      const std::size_t length = utf8_length(text.substr(at));
      if (length == 0 || is_noncharacter(text.substr(at, length))) return at;
      at += length;
    }
  }
  return std::string_view::npos;
}

std::string clean_text(std::string_view text, std::vector<TextRepair>* repairs) {
  std::string clean;
  clean.reserve(text.size());
  const auto repair = [&](TextRepair::Kind kind, std::size_t removed, std::size_t inserted) {
    if (repairs != nullptr) repairs->push_back({kind, clean.size(), removed, inserted});
  };
  while (!text.empty()) {
    const std::size_t bad = find_unclean(text);
    clean.append(text, 0, bad);
    if (bad == std::string_view::npos) break;
    text.remove_prefix(bad);
    const std::size_t length = utf8_length(text);
    if (text.front() == '\r') {
      clean += '\n';
      text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
    } else if (length == 0) {
      repair(TextRepair::Kind::invalid_utf8, 1, replacement_character.size());
      clean += replacement_character;
      text.remove_prefix(1);
    } else {
      repair(TextRepair::Kind::forbidden_character, length, 0);
      text.remove_prefix(length);
    }
  }
  return clean;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string to_line(std::string_view text) {
  std::string line(trimmed(text));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return line;
}

}  // namespace feed_exporter
