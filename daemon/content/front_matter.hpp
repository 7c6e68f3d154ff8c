// SPDX-License-Identifier: MIT
// Where the front matter of a seed ends and its body begins. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace feed_exporter {

struct FrontMatter {
  enum class State {
    /// The text does not open with a `---` line.
    none,
    /// There is no second `---` (or `...`) line.
    unclosed,
    found,
  };
  State state = State::none;
  /// From the opening line on, so that its lines count as those of the file, up to the closing line.
  std::string_view yaml;
  std::string_view body;
  /// The first line of the body, from 1.
  std::uint32_t body_line = 0;
};

/// Whether a file, of any encoding, opens with a `---` line; tells seeds from other files before anything
/// else is read.
bool opens_front_matter(std::string_view file);

/// Whether a file is UTF-16 by its byte order mark and opens with `---`.
bool opens_utf16_front_matter(std::string_view file);

/// Whether a text begins with a line that ends front matter, `---` or `...`.
bool opens_with_marker(std::string_view text);

/// Splits a cleaned text. Blanks may follow the dashes.
FrontMatter split_front_matter(std::string_view text);

}  // namespace feed_exporter
