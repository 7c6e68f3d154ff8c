// SPDX-License-Identifier: MIT
// Text of one configuration value -> typed value. Pure; every function throws ValueError with what is wrong
// and what would be right.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"

namespace feed_exporter {

class ValueError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What `text` says: blanks and quotes around a value, a habit of other formats, are no part of it.
std::string_view unquote(std::string_view text);

/// `YYYY-MM-DD`, of a day that there is, from the year 1 on; else none.
std::optional<std::chrono::sys_days> parse_date(std::string_view text);

/// Octal permission bits. Not told apart by its type, since that may be std::size_t's.
std::uint32_t parse_mode(std::string_view text);

void parse_value(std::string_view text, std::string& value);
/// Separated by commas, each possibly in quotes; empty items are an error, an empty text is an empty list.
void parse_value(std::string_view text, std::vector<std::string>& value);
/// A whole number, possibly with `KiB` or `MiB`.
void parse_value(std::string_view text, std::size_t& value);
/// `true`, `false`, `yes`, `no`, `on`, `off`.
void parse_value(std::string_view text, bool& value);
/// A whole number with `ms`, `s`, `min`, `h` or `d`, at most 365 d; 0 needs no unit.
void parse_value(std::string_view text, std::chrono::milliseconds& value);
/// The same in whole seconds, which a bare number is taken for.
void parse_value(std::string_view text, std::chrono::seconds& value);
/// `YYYY-MM-DDThh:mm:ssZ` and no other spelling.
void parse_value(std::string_view text, std::chrono::sys_seconds& value);
void parse_value(std::string_view text, Polling& value);
void parse_value(std::string_view text, ContentMode& value);
void parse_value(std::string_view text, LogLevel& value);
void parse_value(std::string_view text, AccessLog& value);

}  // namespace feed_exporter
