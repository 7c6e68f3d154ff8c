// SPDX-License-Identifier: MIT
// URL -> the form in which two seeds are seen to be of one article. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// Of a URL that `read_url` gave: with `/` for an empty path, escapes and dot segments in their normal form
/// (RFC 3986 section 6.2.2), without `utm_…` parameters and empty query or fragment. Nothing more: two
/// articles may differ in anything else (scheme, closing slash, parameters and their order, fragment), and
/// must never become one.
std::string make_duplicate_key(std::string_view url);

}  // namespace feed_exporter
