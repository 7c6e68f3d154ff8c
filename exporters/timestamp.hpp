// SPDX-License-Identifier: MIT
// Points in time as the feed formats write them: UTC, whole seconds, independent of any locale.
// REQUIRES: a year from 0 to 9999.
#pragma once

#include <chrono>
#include <string>

namespace feed_exporter {

/// `2021-12-30T00:40:00Z` (RFC 3339 section 5.6), as Atom and JSON Feed write it.
std::string format_rfc3339(std::chrono::sys_seconds time);

/// `Thu, 30 Dec 2021 00:40:00 GMT` (RFC 822 section 5 with a year of four digits), as RSS writes it.
std::string format_rfc822(std::chrono::sys_seconds time);

}  // namespace feed_exporter
