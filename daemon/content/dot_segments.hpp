// SPDX-License-Identifier: MIT
// `.` and `..` in the paths of URLs. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// A path that begins with `/` (or is empty), without dot segments (RFC 3986 section 5.2.4); `..` that leads
/// above the root is not there.
std::string without_dot_segments(std::string_view path);

}  // namespace feed_exporter
