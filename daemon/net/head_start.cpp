// SPDX-License-Identifier: MIT
#include "daemon/net/head_start.hpp"

#include <algorithm>
#include <cstring>

#include "daemon/serve/status_line.hpp"
#include "exporters/timestamp.hpp"
#include "version.hpp"

namespace feed_exporter {

void HeadStartMaker::set_server_header(bool server_header) {
  server_header_ = server_header;
  valid_until_ = {};
}

void HeadStartMaker::make(int status, std::chrono::steady_clock::time_point now, HeadStart& out) {
  if (now >= valid_until_) read_clock(now);
  static_assert(
      std::ranges::max(status_rows, {}, [](const StatusRow& row) { return row.line.size(); }).line.size() +
          std::string_view("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nServer: feed-exporter/\r\n").size() +
          version.size() <=
      sizeof out.bytes_);
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
