// SPDX-License-Identifier: MIT
// The log: one event a line on standard error, fields as key=value, with journald's priority prefix where
// journald reads it. Any thread may write; a line is one write(2) where the kernel takes it whole, so lines
// do not mix.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>

#include "config/settings.hpp"

namespace feed_exporter {

/// A field of a log line. The value is quoted if it holds a blank, a quote or a control character.
struct LogField {
  LogField(std::string_view name, std::string_view text) : key(name), value(text) {}
  LogField(std::string_view name, std::int64_t number) : key(name), value(std::to_string(number)) {}
  std::string_view key;
  std::string value;
};

class Log {
 public:
  /// `descriptor` stays open as long as the log. Priority prefixes (`<4>`, sd-daemon(3)) if `journald`.
  explicit Log(LogLevel level, int descriptor = 2, bool journald = false)
      : level_(level), descriptor_(descriptor), journald_(journald) {}

  /// A log that nobody reads.
  static Log silent() { return Log(LogLevel::error, -1); }

  void error(std::string_view message, std::initializer_list<LogField> fields = {}) const;
  void warning(std::string_view message, std::initializer_list<LogField> fields = {}) const;
  void info(std::string_view message, std::initializer_list<LogField> fields = {}) const;
  void debug(std::string_view message, std::initializer_list<LogField> fields = {}) const;

  /// An error that an exception tells of. Throws nothing, as memory may be what is lacking.
  void failure(std::string_view message, const std::exception& error) const noexcept;

  /// A line that is written whatever the level: what scripts wait for.
  void always(std::string_view message) const;

  void set_level(LogLevel level) { level_.store(level, std::memory_order_relaxed); }

 private:
  void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const;
  void write_line(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const;

  std::atomic<LogLevel> level_;
  int descriptor_;
  bool journald_;
};

/// Whether standard error goes to journald (`JOURNAL_STREAM`, systemd.exec(5)).
bool stderr_is_journal();

}  // namespace feed_exporter
