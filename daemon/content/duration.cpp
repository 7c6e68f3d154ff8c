// SPDX-License-Identifier: MIT
#include "daemon/content/duration.hpp"

#include <cstdint>
#include <iterator>

namespace feed_exporter {
namespace {

/// Longer than any recording; keeps the sum within its type.
constexpr std::int64_t longest_seconds = 366 * 86'400;

/// A designator and the seconds it stands for, in the order in which they must come.
struct Unit {
  char designator;
  bool in_time;
  std::int64_t seconds;
};
constexpr Unit units[] = {
    {'W', false, 604'800}, {'D', false, 86'400}, {'H', true, 3'600}, {'M', true, 60}, {'S', true, 1}};

struct Number {
  std::int64_t whole = 0;
  /// Digits behind the point, at most 9.
  std::int64_t fraction = 0;
  std::int64_t scale = 1;
};

std::optional<Number> take_number(std::string_view& text) {
  Number number;
  const auto is_digit = [&] { return !text.empty() && text.front() >= '0' && text.front() <= '9'; };
  if (!is_digit()) return std::nullopt;
  for (; is_digit(); text.remove_prefix(1)) {
    number.whole = 10 * number.whole + (text.front() - '0');
    if (number.whole > longest_seconds) return std::nullopt;
  }
  if (!text.starts_with('.') && !text.starts_with(',')) return number;
  text.remove_prefix(1);
  if (!is_digit()) return std::nullopt;
  for (; is_digit(); text.remove_prefix(1)) {
    if (number.scale == 1'000'000'000) continue;
    number.fraction = 10 * number.fraction + (text.front() - '0');
    number.scale *= 10;
  }
  return number;
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  if (!text.starts_with('P')) return std::nullopt;
  text.remove_prefix(1);
  bool in_time = false;
  bool has_fraction = false;
  std::int64_t total = 0;
  const Unit* next = std::begin(units);
  while (!text.empty()) {
    if (!in_time && text.starts_with('T')) {
      in_time = true;
      text.remove_prefix(1);
    }
    const std::optional<Number> number = take_number(text);
    if (!number || has_fraction || text.empty()) return std::nullopt;
    while (next != std::end(units) && (next->designator != text.front() || next->in_time != in_time)) ++next;
    if (next == std::end(units)) return std::nullopt;
    has_fraction = number->scale != 1;
    total += number->whole * next->seconds + number->fraction * next->seconds / number->scale;
    if (total > longest_seconds) return std::nullopt;
    ++next;
    text.remove_prefix(1);
  }
  // `P` and `PT` are none.
  return next == std::begin(units) ? std::nullopt : std::optional(std::chrono::seconds(total));
}

}  // namespace feed_exporter
