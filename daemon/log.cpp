// SPDX-License-Identifier: MIT
#include "daemon/log.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <new>

#include "daemon/printable.hpp"

namespace feed_exporter {
namespace {

struct Level {
  std::string_view name;
  std::string_view priority;
};

constexpr Level levels[] = {{"error", "<3>"}, {"warning", "<4>"}, {"info", "<6>"}, {"debug", "<7>"}};

void append_value(std::string& line, std::string_view value) {
  std::string escaped;
  for (const char c : value) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  escaped = printable(escaped);
  if (!value.empty() && escaped == value && value.find_first_of(" =") == std::string_view::npos) {
    line += value;
  } else {
    line.append("\"").append(escaped).append("\"");
  }
}

}  // namespace

void Log::write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const {
  if (level <= level_.load(std::memory_order_relaxed)) write_line(level, message, fields);
}

void Log::write_line(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const {
  const Level& names = levels[static_cast<std::size_t>(level)];
  std::string line;
  line += journald_ ? names.priority : names.name;
  if (!journald_) line += ": ";
  std::string text(message);
  std::ranges::replace(text, '\n', ' ');
  line += printable(text);
  for (const LogField& field : fields) {
    line += ' ';
    line += field.key;
    line += '=';
    append_value(line, field.value);
  }
  line += '\n';
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Log::error(std::string_view message, std::initializer_list<LogField> fields) const {
  write(LogLevel::error, message, fields);
}
void Log::warning(std::string_view message, std::initializer_list<LogField> fields) const {
  write(LogLevel::warning, message, fields);
}
void Log::info(std::string_view message, std::initializer_list<LogField> fields) const {
  write(LogLevel::info, message, fields);
}
void Log::always(std::string_view message) const {
  write_line(LogLevel::info, message, {});
}
void Log::debug(std::string_view message, std::initializer_list<LogField> fields) const {
  write(LogLevel::debug, message, fields);
}

void Log::failure(std::string_view message, const std::exception& error) const noexcept {
  try {
    this->error(message, {{"reason", error.what()}});
  } catch (const std::bad_alloc&) {
    // The line is lost.
  }
}

bool stderr_is_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status {};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &status) != 0) return false;
  return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
}

}  // namespace feed_exporter
