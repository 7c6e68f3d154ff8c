// SPDX-License-Identifier: MIT
#include "daemon/net/head_start.hpp"

#include <cstring>

#include "exporters/timestamp.hpp"
#include "version.hpp"

namespace feed_exporter {
namespace {

/// RFC 9110 section 15.
std::string_view status_line(int status) {
  switch (status) {
    case 200:
      return "HTTP/1.1 200 OK\r\n";
    case 204:
      return "HTTP/1.1 204 No Content\r\n";
    case 301:
      return "HTTP/1.1 301 Moved Permanently\r\n";
    case 304:
      return "HTTP/1.1 304 Not Modified\r\n";
    case 400:
      return "HTTP/1.1 400 Bad Request\r\n";
    case 404:
      return "HTTP/1.1 404 Not Found\r\n";
    case 405:
      return "HTTP/1.1 405 Method Not Allowed\r\n";
    case 406:
      return "HTTP/1.1 406 Not Acceptable\r\n";
    case 408:
      return "HTTP/1.1 408 Request Timeout\r\n";
    case 414:
      return "HTTP/1.1 414 URI Too Long\r\n";
    case 417:
      return "HTTP/1.1 417 Expectation Failed\r\n";
    case 429:
      return "HTTP/1.1 429 Too Many Requests\r\n";
    case 431:
      return "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    case 501:
      return "HTTP/1.1 501 Not Implemented\r\n";
    case 503:
      return "HTTP/1.1 503 Service Unavailable\r\n";
    case 505:
      return "HTTP/1.1 505 HTTP Version Not Supported\r\n";
    default:
      return "HTTP/1.1 500 Internal Server Error\r\n";
  }
}

}  // namespace

std::string_view status_text(int status) {
  constexpr std::string_view version_and_blank = "HTTP/1.1 ";
  std::string_view line = status_line(status);
  line.remove_prefix(version_and_blank.size());
  line.remove_suffix(2);
  return line;
}

void HeadStartMaker::set_server_header(bool server_header) {
  server_header_ = server_header;
  valid_until_ = {};
}

void HeadStartMaker::make(int status, std::chrono::steady_clock::time_point now, HeadStart& out) {
  if (now >= valid_until_) read_clock(now);
  const std::string_view line = status_line(status);
  std::memcpy(out.bytes_.data(), line.data(), line.size());
  std::memcpy(out.bytes_.data() + line.size(), lines_.data(), lines_.size());
  out.size_ = line.size() + lines_.size();
}

std::chrono::sys_seconds HeadStartMaker::second(std::chrono::steady_clock::time_point now) {
  if (now >= valid_until_) read_clock(now);
  return second_;
}

void HeadStartMaker::read_clock(std::chrono::steady_clock::time_point now) {
  const auto wall = std::chrono::system_clock::now();
  second_ = std::chrono::floor<std::chrono::seconds>(wall);
  valid_until_ =
      now + std::chrono::ceil<std::chrono::steady_clock::duration>(second_ + std::chrono::seconds(1) - wall);
  // The fixed form of RFC 9110 section 5.6.7 is that of RFC 822 in GMT.
  lines_.assign("Date: ").append(format_rfc822(second_)).append("\r\n");
  if (server_header_) lines_.append("Server: feed-exporter/").append(version).append("\r\n");
}

}  // namespace feed_exporter
