// SPDX-License-Identifier: MIT
// The status codes this server uses (RFC 9110 section 15): one visible table. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace feed_exporter {

struct StatusRow {
  int status;
  std::string_view line;
};

/// The most frequent ones first; the last one is also that of a status that is not in the table.
inline constexpr auto status_rows = std::to_array<StatusRow>({
    {200, "HTTP/1.1 200 OK\r\n"},
    {304, "HTTP/1.1 304 Not Modified\r\n"},
    {204, "HTTP/1.1 204 No Content\r\n"},
    {301, "HTTP/1.1 301 Moved Permanently\r\n"},
    {400, "HTTP/1.1 400 Bad Request\r\n"},
    {404, "HTTP/1.1 404 Not Found\r\n"},
    {405, "HTTP/1.1 405 Method Not Allowed\r\n"},
    {406, "HTTP/1.1 406 Not Acceptable\r\n"},
    {408, "HTTP/1.1 408 Request Timeout\r\n"},
    {412, "HTTP/1.1 412 Precondition Failed\r\n"},
    {414, "HTTP/1.1 414 URI Too Long\r\n"},
    {417, "HTTP/1.1 417 Expectation Failed\r\n"},
    {429, "HTTP/1.1 429 Too Many Requests\r\n"},
    {431, "HTTP/1.1 431 Request Header Fields Too Large\r\n"},
    {501, "HTTP/1.1 501 Not Implemented\r\n"},
    {503, "HTTP/1.1 503 Service Unavailable\r\n"},
    {505, "HTTP/1.1 505 HTTP Version Not Supported\r\n"},
    {500, "HTTP/1.1 500 Internal Server Error\r\n"},
});

/// The row of a status.
constexpr std::size_t status_index(int status) {
  std::size_t i = 0;
  while (i + 1 < status_rows.size() && status_rows[i].status != status) ++i;
  return i;
}

/// `HTTP/1.1 404 Not Found` with its CRLF.
constexpr std::string_view status_line(int status) {
  return status_rows[status_index(status)].line;
}

/// `404 Not Found`.
constexpr std::string_view status_text(int status) {
  constexpr std::string_view version_and_blank = "HTTP/1.1 ";
  std::string_view line = status_line(status);
  line.remove_prefix(version_and_blank.size());
  line.remove_suffix(2);
  return line;
}

}  // namespace feed_exporter
