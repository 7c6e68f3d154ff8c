// SPDX-License-Identifier: MIT
// One answered request -> one line of the access log, whatever bytes the client sent. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/settings.hpp"
#include "daemon/net/ip_address.hpp"

namespace feed_exporter {

struct AccessLogEntry {
  std::chrono::sys_seconds time;
  /// Nothing: unknown, as through a Unix socket.
  std::optional<IpAddress> client;
  /// Empty where the request could not be read so far.
  std::string_view method;
  std::string_view target;
  /// 10 or 11; 0 if not known.
  int version = 0;
  int status = 0;
  /// Of the body.
  std::uint64_t bytes = 0;
  /// From the whole request to the last byte handed to the kernel.
  std::chrono::nanoseconds duration{};
  std::string_view referer;
  std::string_view user_agent;
};

/// Appends a line with its end to `out`; nothing if `format` is off. Common and combined as Apache httpd
/// defines them, with `\xNN` for whatever could end a field or a line; JSON with one object a line.
void append_access_log(std::string& out, AccessLog format, const AccessLogEntry& entry);

}  // namespace feed_exporter
