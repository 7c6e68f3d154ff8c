// SPDX-License-Identifier: MIT
// Dates of seeds: ISO 8601 and its profiles in RFC 3339 and YAML 1.1 timestamps. Pure; no locale, no time
// zone of the machine.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace feed_exporter {

struct DateTime {
  /// UTC; fractions of seconds cut off.
  std::chrono::sys_seconds time;
  /// A time of day without `Z` or an offset: read as UTC.
  bool lacks_zone = false;
};

/// `2024-02-29T13:45:10.5+02:00`; `T`, `t` or blanks before the time; seconds and their fraction may be
/// missing; `Z`, `+hh:mm`, `+hhmm` or `+hh`, with or without a blank before it. A date alone is its midnight
/// UTC. The leap second `23:59:60` UTC at the end of June or December is the second after it. Nothing for
/// what is not of this form, does not exist (30 February, hour 24), or lies outside of the years 1 to 9999.
std::optional<DateTime> parse_date_time(std::string_view text);

/// The day of a file name `YYYY-MM-DD-rest`.
struct FileNameDate {
  /// Whether the name begins like that at all.
  bool present = false;
  /// Nothing if that day does not exist.
  std::optional<std::chrono::sys_seconds> time;
};
FileNameDate parse_file_name_date(std::string_view name);

}  // namespace feed_exporter
