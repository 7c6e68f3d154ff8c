// SPDX-License-Identifier: MIT
// The one policy for text: valid UTF-8, only characters that XML 1.0 allows, lines that end in LF. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {

/// What cleaning did at one place.
struct TextRepair {
  enum class Kind {
    /// A byte, or the beginning of a character that goes on wrongly: now U+FFFD.
    invalid_utf8,
    /// A character outside the Char production of XML 1.0 (section 2.2): gone.
    forbidden_character,
  };
  Kind kind = Kind::invalid_utf8;
  /// In the cleaned text, bytes.
  std::size_t offset = 0;
  /// Bytes of the text as it was, and of what stands for them.
  std::size_t removed = 0;
  std::size_t inserted = 0;
};

/// The first byte that cleaning would change; `npos` if there is none.
std::size_t find_unclean(std::string_view text);

/// The text cleaned: CR LF and CR become LF, invalid bytes U+FFFD, forbidden characters nothing. Repairs
/// other than of line ends are appended to `repairs` if it is given.
std::string clean_text(std::string_view text, std::vector<TextRepair>* repairs = nullptr);

/// `text` without blanks, tabs and line feeds at its ends.
std::string_view trimmed(std::string_view text);

/// A cleaned text as one line: ends trimmed, line ends and tabs as blanks.
std::string to_line(std::string_view text);

}  // namespace feed_exporter
