// SPDX-License-Identifier: MIT
#include "exporters/timestamp.hpp"

#include <array>
#include <string_view>

namespace feed_exporter {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void append_two_digits(std::string& out, unsigned value) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

void append_year(std::string& out, std::chrono::year year) {
  const auto value = static_cast<unsigned>(static_cast<int>(year));
  append_two_digits(out, value / 100);
  append_two_digits(out, value % 100);
}

void append_time_of_day(std::string& out, std::chrono::seconds since_midnight) {
  const std::chrono::hh_mm_ss time(since_midnight);
  append_two_digits(out, static_cast<unsigned>(time.hours().count()));
  out += ':';
  append_two_digits(out, static_cast<unsigned>(time.minutes().count()));
  out += ':';
  append_two_digits(out, static_cast<unsigned>(time.seconds().count()));
}

}  // namespace

std::string format_rfc3339(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  std::string out;
  out.reserve(20);
  append_year(out, date.year());
  out += '-';
  append_two_digits(out, static_cast<unsigned>(date.month()));
  out += '-';
  append_two_digits(out, static_cast<unsigned>(date.day()));
  out += 'T';
  append_time_of_day(out, time - day);
  out += 'Z';
  return out;
}

std::string format_rfc822(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  std::string out;
  out.reserve(29);
  out += weekdays[std::chrono::weekday(day).c_encoding()];
  out += ", ";
  append_two_digits(out, static_cast<unsigned>(date.day()));
  out += ' ';
  out += months[static_cast<unsigned>(date.month()) - 1];
  out += ' ';
  append_year(out, date.year());
  out += ' ';
  append_time_of_day(out, time - day);
  out += " GMT";
  return out;
}

}  // namespace feed_exporter
