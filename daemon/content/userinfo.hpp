// SPDX-License-Identifier: MIT
// User names and passwords in URLs. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// A text with `…` for the userinfo (RFC 3986 section 3.2.1) of each URL in it, so that it can be shown.
std::string without_userinfo(std::string_view text);

}  // namespace feed_exporter
