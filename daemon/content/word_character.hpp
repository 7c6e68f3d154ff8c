// SPDX-License-Identifier: MIT
// Which characters outside ASCII are parts of words. Pure.
#pragma once

namespace feed_exporter {

/// Letters, marks and numbers of any script outside ASCII; not punctuation, symbols, emoji, blanks.
bool is_word_character(char32_t code_point);

}  // namespace feed_exporter
