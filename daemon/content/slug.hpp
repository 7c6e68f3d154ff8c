// SPDX-License-Identifier: MIT
// A topic's name -> its slug.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace feed_exporter {

/// A slug with an ending is the name of a file (255 bytes at most), and part of URLs, three bytes for one
/// there.
inline constexpr std::size_t max_slug_bytes = 200;

/// Lower-case ASCII, runs of anything else one `-`, `+` as `plus`, `#` as `sharp`, `&` as `and`; letters
/// outside ASCII stay as UTF-8, in their case and composed. Empty where nothing is left, or more than
/// `max_slug_bytes`; `all` is reserved and becomes `all-topic`.
std::string make_slug(std::string_view name);

/// What is wrong with a name of which no slug can be made: the end of a sentence.
std::string_view no_slug_reason(std::string_view name);

}  // namespace feed_exporter
