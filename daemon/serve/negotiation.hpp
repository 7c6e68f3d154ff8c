// SPDX-License-Identifier: MIT
// Which representation a client would rather have (RFC 9110 section 12), and whether it holds a current one
// (section 13). Pure; allocates nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "daemon/serve/resource.hpp"

namespace feed_exporter {

/// By Coding: 0 not acceptable, else the greater the rather.
using CodingWeights = std::array<std::uint16_t, coding_count>;

/// From `Accept-Encoding` (RFC 9110 section 12.5.3). Codings it does not name are not acceptable, but
/// identity is, as a last resort, unless it or `*` is refused by `q=0`. Members that are malformed are passed
/// over.
CodingWeights parse_accept_encoding(std::string_view accept_encoding);

/// The acceptable representation with the greatest weight; null if none is acceptable.
const Representation* select_representation(const Resource& resource, const CodingWeights& weights);

/// How entity tags are compared (RFC 9110 section 8.8.3.2). Ours are strong.
enum class TagComparison : std::uint8_t {
  /// Those marked `W/` count too: for `If-None-Match` (section 13.1.2).
  weak,
  /// They do not: for `If-Match` (section 13.1.1).
  strong,
};

/// The representation that a list of entity tags names, or null; `*` names `selected`. Each acceptable one
/// counts, not only `selected`: a cache that holds the gzip form of what would now be sent as brotli is told
/// that its own copy is current, by its own ETag.
const Representation* find_named(const Resource& resource, const CodingWeights& weights,
                                 const Representation& selected, std::string_view tags,
                                 TagComparison comparison);

/// Whether `Accept` names `text/html` and rates it above `text/plain`, as browsers do.
bool prefers_html(std::string_view accept);

}  // namespace feed_exporter
