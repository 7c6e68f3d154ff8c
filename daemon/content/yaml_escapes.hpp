// SPDX-License-Identifier: MIT
// Escapes of double-quoted YAML scalars (YAML 1.2.2 section 5.7), as yaml-cpp understands them, and surrogate
// pairs, as JSON writes them, which it does not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace feed_exporter {

/// Decodes the text between double quotes on one line; nothing if an escape is unknown or stands for a
/// character that cleaning would change (a lone surrogate, a control character).
std::optional<std::string> unescape_double_quoted(std::string_view text);

/// `\ud83d` at the beginning of a text: its value, else nothing.
std::optional<char32_t> surrogate_escape(std::string_view text);

inline bool is_high_surrogate(char32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
inline bool is_low_surrogate(char32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}
inline char32_t join_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

}  // namespace feed_exporter
