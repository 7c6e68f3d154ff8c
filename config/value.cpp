// SPDX-License-Identifier: MIT
#include "config/value.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>
#include <utility>

#include "config/characters/ascii.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

/// A whole number and what stands behind it.
std::pair<std::uint64_t, std::string_view> split_number(std::string_view text, std::string_view expected) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) throw ValueError(quote(text) + " is not " + std::string(expected));
  const auto consumed = static_cast<std::size_t>(end - text.data());
  return {number, trim(text.substr(consumed))};
}

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

/// Milliseconds.
std::uint64_t parse_duration(std::string_view text, std::string_view bare_unit) {
  constexpr std::uint64_t day = 86'400'000;
  constexpr Unit units[] = {{"ms", 1}, {"s", 1'000}, {"min", 60'000}, {"h", 3'600'000}, {"d", day}};
  constexpr std::string_view expected = "a duration such as `500 ms`, `10 s`, `15 min`, `2 h` or `1 d`";
  auto [number, unit] = split_number(text, expected);
  if (unit.empty() && number == 0) return 0;
  if (unit.empty()) unit = bare_unit;
  const auto* found = std::ranges::find(units, unit, &Unit::name);
  if (found == std::end(units)) throw ValueError(quote(text) + " is not " + std::string(expected));
  // Whatever is waited for or promised for longer is a slip of the pen.
  constexpr std::uint64_t longest = 365 * day;
  if (number > longest / found->factor) throw ValueError(quote(text) + " is longer than 365 d");
  return number * found->factor;
}

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

template <class Enum>
struct Name {
  std::string_view name;
  Enum value;
};

template <class Enum>
Enum parse_name(std::string_view text, std::span<const Name<Enum>> names) {
  std::string all;
  for (const Name<Enum>& name : names) {
    if (name.name == text) return name.value;
    all += (all.empty() ? "" : ", ") + std::string(name.name);
  }
  throw ValueError(quote(text) + " is none of " + all);
}

/// Whether `text` has digits where `form` has a `d`, and else the same.
bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form,
                            [](char c, char wanted) { return wanted == 'd' ? is_digit(c) : c == wanted; });
}

/// The number of `count` digits at `at`.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  for (const char c : text.substr(at, count)) number = number * 10 + (c - '0');
  return number;
}

}  // namespace

std::string_view unquote(std::string_view text) {
  text = trim(text);
  const bool in_quotes =
      text.size() >= 2 && is_quote(text.front()) && text.find(text.front(), 1) == text.size() - 1;
  return in_quotes ? text.substr(1, text.size() - 2) : text;
}

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
  if (!has_form(text, "dddd-dd-dd")) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(digits(text, 0, 4)),
                                         std::chrono::month(static_cast<unsigned>(digits(text, 5, 2))),
                                         std::chrono::day(static_cast<unsigned>(digits(text, 8, 2)))};
  if (!date.ok() || date.year() < std::chrono::year(1)) return std::nullopt;
  return date;
}

void parse_value(std::string_view text, std::string& value) {
  value = text;
}

void parse_value(std::string_view text, std::vector<std::string>& value) {
  value.clear();
  text = trim(text);
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view item = unquote(text.substr(0, comma));
    if (item.empty()) throw ValueError("an item of the list is empty");
    if (is_quote(item.front()) || is_quote(item.back())) {
      throw ValueError(quote(item) +
                       " has a quote without its pair: put quotes around an item or the whole list");
    }
    value.emplace_back(item);
    if (comma == std::string_view::npos) return;
    text = trim(text.substr(comma + 1));
    if (text.empty()) throw ValueError("the list ends with a comma");
  }
}

void parse_value(std::string_view text, std::size_t& value) {
  constexpr std::string_view expected = "a whole number, possibly with `KiB` or `MiB`";
  const auto [number, unit] = split_number(text, expected);
  constexpr Unit units[] = {{"", 1}, {"KiB", 1024}, {"MiB", 1024 * 1024}};
  const auto* found = std::ranges::find(units, unit, &Unit::name);
  if (found == std::end(units)) throw ValueError(quote(text) + " is not " + std::string(expected));
  // A quarter of the range: sums of a few values never overflow.
  constexpr std::uint64_t most = std::numeric_limits<std::size_t>::max() / 4;
  if (number > most / found->factor) throw ValueError(quote(text) + " is too large");
  value = static_cast<std::size_t>(number * found->factor);
}

std::uint32_t parse_mode(std::string_view text) {
  std::uint32_t bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits, 8);
  if (error != std::errc{} || end != text.data() + text.size() || bits > 0777) {
    throw ValueError(quote(text) + " is not a file mode in octal such as `0660`");
  }
  return bits;
}

void parse_value(std::string_view text, bool& value) {
  constexpr Name<bool> names[] = {{"true", true}, {"false", false}, {"yes", true},
                                  {"no", false},  {"on", true},     {"off", false}};
  value = parse_name<bool>(text, names);
}

void parse_value(std::string_view text, std::chrono::milliseconds& value) {
  value = std::chrono::milliseconds(parse_duration(text, ""));
}

void parse_value(std::string_view text, std::chrono::seconds& value) {
  const std::uint64_t milliseconds = parse_duration(text, "s");
  if (milliseconds % 1'000 != 0) throw ValueError(quote(text) + " is not a whole number of seconds");
  value = std::chrono::seconds(milliseconds / 1'000);
}

void parse_value(std::string_view text, std::chrono::sys_seconds& value) {
  const auto date = parse_date(text.substr(0, 10));
  if (!date || !has_form(text.substr(10), "Tdd:dd:ddZ") || digits(text, 11, 2) > 23 ||
      digits(text, 14, 2) > 59 || digits(text, 17, 2) > 59) {
    throw ValueError(quote(text) + " is not a date and time such as `2026-01-01T00:00:00Z`");
  }
  value = *date + std::chrono::hours(digits(text, 11, 2)) + std::chrono::minutes(digits(text, 14, 2)) +
          std::chrono::seconds(digits(text, 17, 2));
}

void parse_value(std::string_view text, Polling& value) {
  constexpr Name<Polling> names[] = {{"automatic", Polling::automatic}, {"always", Polling::always}};
  value = parse_name<Polling>(text, names);
}

void parse_value(std::string_view text, ContentMode& value) {
  constexpr Name<ContentMode> names[] = {{"full", ContentMode::full}, {"summary", ContentMode::summary}};
  value = parse_name<ContentMode>(text, names);
}

void parse_value(std::string_view text, LogLevel& value) {
  constexpr Name<LogLevel> names[] = {{"error", LogLevel::error},
                                      {"warning", LogLevel::warning},
                                      {"info", LogLevel::info},
                                      {"debug", LogLevel::debug}};
  value = parse_name<LogLevel>(text, names);
}

void parse_value(std::string_view text, AccessLog& value) {
  constexpr Name<AccessLog> names[] = {{"off", AccessLog::off},
                                       {"common", AccessLog::common},
                                       {"combined", AccessLog::combined},
                                       {"json", AccessLog::json}};
  value = parse_name<AccessLog>(text, names);
}

}  // namespace feed_exporter
