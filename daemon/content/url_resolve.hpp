// SPDX-License-Identifier: MIT
// Links within a body -> absolute URLs. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// A reference (RFC 3986 section 4.1) made absolute against a URL that `read_url` gave; http(s) only, in the
/// form of `read_url`. Empty if it is another scheme, or none that can be read.
std::string resolve_url(std::string_view base, std::string_view reference);

/// The scheme of a reference as a browser would see it, in lower case: blanks around and line ends within it
/// ignored; empty if it has none.
std::string scheme_of(std::string_view reference);

}  // namespace feed_exporter
