// SPDX-License-Identifier: MIT
#include "daemon/content/problem_list.hpp"

#include <algorithm>
#include <utility>

#include "config/characters/utf8.hpp"
#include "daemon/content/userinfo.hpp"
#include "daemon/printable.hpp"

namespace feed_exporter {
namespace {

/// Bytes of a value that a message quotes at most: enough to find it, short enough for a line of a log.
constexpr std::size_t max_quoted_bytes = 80;

bool is_on_earlier_line(const ColumnShift& left, const ColumnShift& right) {
  return left.line < right.line;
}

}  // namespace

void ProblemList::warn(Position at, std::string_view rule, std::string message) {
  add(Severity::warning, at, rule, std::move(message));
}

void ProblemList::fail(Position at, std::string_view rule, std::string message) {
  add(Severity::error, at, rule, std::move(message));
  failed_ = true;
}

void ProblemList::drop_warnings() {
  std::erase_if(problems_, [](const Problem& problem) { return problem.severity == Severity::warning; });
}

void ProblemList::add_shift(ColumnShift shift) {
  const auto after = std::upper_bound(shifts_.begin(), shifts_.end(), shift, is_on_earlier_line);
  shifts_.insert(after, shift);
}

std::pair<std::size_t, std::size_t> ProblemList::in_file(Position at) const {
  std::int64_t column = at.column;
  if (at.column != 0) {
    const auto [first, last] =
        std::equal_range(shifts_.begin(), shifts_.end(), ColumnShift{at.line, 0, 0}, is_on_earlier_line);
    for (auto shift = first; shift != last; ++shift) {
      if (shift->column <= at.column) column += shift->delta;
    }
  }
  return {at.line > added_lines_ ? at.line - added_lines_ : 0,
          static_cast<std::size_t>(std::max<std::int64_t>(column, 0))};
}

const Problem* ProblemList::find(Position at) const {
  const auto place = in_file(at);
  const auto found = std::find_if(problems_.rbegin(), problems_.rend(), [&](const Problem& problem) {
    return std::pair(problem.line, problem.column) == place;
  });
  return found == problems_.rend() ? nullptr : &*found;
}

void ProblemList::add(Severity severity, Position at, std::string_view rule, std::string message) {
  const auto [line, column] = in_file(at);
  problems_.push_back({std::string(path_), line, column, severity, std::string(rule), std::move(message)});
}

std::string quote(std::string_view value) {
  std::string line = without_userinfo(value);
  const std::size_t size = utf8_prefix(line, max_quoted_bytes).size();
  const bool is_cut = size < line.size();
  line.resize(size);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return '"' + printable(line) + (is_cut ? "…\"" : "\"");
}

}  // namespace feed_exporter
