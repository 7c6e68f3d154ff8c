// SPDX-License-Identifier: MIT
// The status codes this server uses (RFC 9110 section 15): one visible table. Pure.
#pragma once

#include <string_view>

namespace feed_exporter {

/// `HTTP/1.1 404 Not Found` with its CRLF. Of a status that is not in the table: that of 500.
std::string_view status_line(int status);

/// `404 Not Found`.
std::string_view status_text(int status);

}  // namespace feed_exporter
