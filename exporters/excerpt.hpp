// SPDX-License-Identifier: MIT
// A long text cut short for a page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace feed_exporter {

/// `text` if it has at most `max_bytes` bytes; else its beginning, cut between words where there are any and
/// never within a UTF-8 sequence, with `…` within those bytes. Runs of white space become one space.
/// REQUIRES: `text` is valid UTF-8, `max_bytes` >= 8.
std::string excerpt(std::string_view text, std::size_t max_bytes);

}  // namespace feed_exporter
