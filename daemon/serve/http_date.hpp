// SPDX-License-Identifier: MIT
// Dates as header fields carry them (RFC 9110 section 5.6.7). Pure; no clock, no locale.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace feed_exporter {

/// `Sun, 06 Nov 1994 08:49:37 GMT`, or one of the two obsolete forms: `Sunday, 06-Nov-94 08:49:37 GMT` (a
/// year below 70 is in this century), `Sun Nov  6 08:49:37 1994`. None if it is no such date; the name of the
/// day is not looked at.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace feed_exporter
