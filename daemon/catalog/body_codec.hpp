// SPDX-License-Identifier: MIT
// Large bodies, compressed while they rest in the catalog: HTML of some KB shrinks to a third. Pure;
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace feed_exporter {

/// Below this a body stays as it is: little to win, and most of what is read back is short.
inline constexpr std::size_t compressed_body_bytes = 512;

/// Appends the body compressed (one zstd frame with the size in it). False, and nothing appended, where that
/// is not shorter. The same body always gives the same bytes.
bool append_compressed(std::string_view body, std::string& out);

/// What `append_compressed` was given.
std::string decompress(std::string_view frame);

}  // namespace feed_exporter
