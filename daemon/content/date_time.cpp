// SPDX-License-Identifier: MIT
#include "daemon/content/date_time.hpp"

namespace feed_exporter {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes pieces from the front of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits.
  bool take_number(std::size_t count, int& value) {
    if (rest_.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = rest_[i];
      if (c < '0' || c > '9') return false;
      value = 10 * value + (c - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  bool next_is_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool take_blanks() {
    bool any = false;
    while (take(' ') || take('\t')) any = true;
    return any;
  }

 private:
  std::string_view rest_;
};

std::optional<std::chrono::sys_days> take_day(Cursor& cursor) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!cursor.take_number(4, year) || !cursor.take('-') || !cursor.take_number(2, month) ||
      !cursor.take('-') || !cursor.take_number(2, day) || year == 0) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

struct TimeOfDay {
  seconds since_midnight{};
  bool is_leap_second = false;
};

/// `hh:mm[:ss[.fraction]]`.
std::optional<TimeOfDay> take_time_of_day(Cursor& cursor) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!cursor.take_number(2, hour) || !cursor.take(':') || !cursor.take_number(2, minute))
    return std::nullopt;
  if (cursor.take(':')) {
    if (!cursor.take_number(2, second)) return std::nullopt;
    if (cursor.take('.') || cursor.take(',')) {
      int digit = 0;
      if (!cursor.next_is_digit()) return std::nullopt;
      while (cursor.take_number(1, digit)) continue;
    }
  }
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return TimeOfDay{hours(hour) + minutes(minute) + seconds(second), second == 60};
}

/// `Z`, `+hh:mm`, `+hhmm`, `+hh`: what to subtract for UTC.
std::optional<seconds> take_offset(Cursor& cursor) {
  if (cursor.take('Z') || cursor.take('z')) return seconds(0);
  const bool negative = cursor.take('-');
  if (!negative && !cursor.take('+')) return std::nullopt;
  int hour = 0;
  int minute = 0;
  if (!cursor.take_number(2, hour)) return std::nullopt;
  if ((cursor.take(':') || cursor.next_is_digit()) && !cursor.take_number(2, minute)) return std::nullopt;
  if (hour > 23 || minute > 59) return std::nullopt;
  const seconds offset = hours(hour) + minutes(minute);
  return negative ? -offset : offset;
}

/// Whether `time` is the midnight after a day that may end in a leap second.
bool follows_leap_second(std::chrono::sys_seconds time) {
  const auto today = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(today);
  return time == today && date.day() == std::chrono::day(1) &&
         (date.month() == std::chrono::January || date.month() == std::chrono::July);
}

bool is_in_range(std::chrono::sys_seconds time) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  return date.year() >= std::chrono::year(1) && date.year() <= std::chrono::year(9999);
}

}  // namespace

std::optional<DateTime> parse_date_time(std::string_view text) {
  Cursor cursor(text);
  cursor.take_blanks();
  const std::optional<std::chrono::sys_days> day = take_day(cursor);
  if (!day) return std::nullopt;
  DateTime result;
  result.time = *day;
  const bool has_blank = cursor.take_blanks();
  if (cursor.at_end()) return result;
  if (!has_blank && !cursor.take('T') && !cursor.take('t')) return std::nullopt;

  const std::optional<TimeOfDay> time_of_day = take_time_of_day(cursor);
  if (!time_of_day) return std::nullopt;
  result.time += time_of_day->since_midnight;
  cursor.take_blanks();
  if (cursor.at_end()) {
    result.lacks_zone = true;
  } else {
    const std::optional<seconds> offset = take_offset(cursor);
    if (!offset) return std::nullopt;
    result.time -= *offset;
    cursor.take_blanks();
    if (!cursor.at_end()) return std::nullopt;
  }
  if (time_of_day->is_leap_second && !follows_leap_second(result.time)) return std::nullopt;
  if (!is_in_range(result.time)) return std::nullopt;
  return result;
}

FileNameDate parse_file_name_date(std::string_view name) {
  constexpr std::string_view pattern = "dddd-dd-dd-";
  FileNameDate result;
  if (name.size() < pattern.size()) return result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool fits = pattern[i] == 'd' ? name[i] >= '0' && name[i] <= '9' : name[i] == pattern[i];
    if (!fits) return result;
  }
  result.present = true;
  Cursor cursor(name);
  if (const std::optional<std::chrono::sys_days> day = take_day(cursor)) result.time = *day;
  return result;
}

}  // namespace feed_exporter
