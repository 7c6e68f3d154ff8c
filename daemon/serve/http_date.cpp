// SPDX-License-Identifier: MIT
#include "daemon/serve/http_date.hpp"

#include <algorithm>
#include <array>

namespace feed_exporter {
namespace {

constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Fields {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// Adds a digit to `number`.
template <class Number>
bool take_digit(Number& number, char c) {
  if (c < '0' || c > '9') return false;
  number = number * 10 + static_cast<Number>(c - '0');
  return true;
}

/// The letters of `pattern` stand for: w any byte, D a digit of the day, d the same or a blank, N the name of
/// the month, Y a digit of the year, h, i and s one of hour, minute and second. All else stands for itself.
std::optional<Fields> match(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return std::nullopt;
  Fields fields;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = text[i];
    bool fits = true;
    switch (pattern[i]) {
      case 'w':
        break;
      case 'd':
        fits = c == ' ' || take_digit(fields.day, c);
        break;
      case 'D':
        fits = take_digit(fields.day, c);
        break;
      case 'N': {
        const auto* const name = std::ranges::find(months, text.substr(i, 3));
        fits = name != months.end();
        fields.month = static_cast<unsigned>(name - months.begin()) + 1;
        i += 2;
        break;
      }
      case 'Y':
        fits = take_digit(fields.year, c);
        break;
      case 'h':
        fits = take_digit(fields.hour, c);
        break;
      case 'i':
        fits = take_digit(fields.minute, c);
        break;
      case 's':
        fits = take_digit(fields.second, c);
        break;
      default:
        fits = c == pattern[i];
    }
    if (!fits) return std::nullopt;
  }
  return fields;
}

std::optional<Fields> match_any(std::string_view text) {
  if (const auto asctime = match(text, "www NNN dD hh:ii:ss YYYY")) return asctime;
  const std::size_t comma = text.find(", ");
  if (comma == text.npos) return std::nullopt;
  const std::string_view rest = text.substr(comma + 2);
  if (const auto fixed = match(rest, "DD NNN YYYY hh:ii:ss GMT")) return fixed;
  auto obsolete = match(rest, "DD-NNN-YY hh:ii:ss GMT");
  if (obsolete) obsolete->year += obsolete->year < 70 ? 2000 : 1900;
  return obsolete;
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  const auto fields = match_any(text);
  if (!fields) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(fields->year), std::chrono::month(fields->month),
                                         std::chrono::day(fields->day)};
  // A minute may have a leap second.
  if (!date.ok() || fields->hour > 23 || fields->minute > 59 || fields->second > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(fields->hour) +
         std::chrono::minutes(fields->minute) + std::chrono::seconds(fields->second);
}

}  // namespace feed_exporter
