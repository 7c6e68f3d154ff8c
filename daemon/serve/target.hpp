// SPDX-License-Identifier: MIT
// The target of a request line -> the path that is asked for (RFC 9112 section 3.2). Pure; allocates nothing.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "config/settings.hpp"

namespace feed_exporter {

/// Where a path with escapes is decoded to: room for any that a connection lets pass.
using PathBuffer = std::array<char, most_target_bytes>;

struct Target {
  /// Decoded, valid UTF-8, begins with `/`, without dot segments, backslashes and control characters. Empty
  /// for `*`, which asks about the server as a whole.
  std::string_view path;
  /// As it came, with its `?`; empty if there is none.
  std::string_view query;
};

/// None if it is malformed, or could mean another path to a program before or behind this one: raw 8-bit, a
/// fragment, a bad escape, an encoded slash, a dot segment however written. The views are into `target` or
/// `buffer`. Absolute forms are taken by their path; whose host they name does not matter.
std::optional<Target> parse_target(std::string_view target, PathBuffer& buffer);

/// What is left of `path` below `base_path` (`/news`, or empty): `/` for the base path itself; none if it
/// lies elsewhere.
std::optional<std::string_view> below_base(std::string_view path, std::string_view base_path);

}  // namespace feed_exporter
