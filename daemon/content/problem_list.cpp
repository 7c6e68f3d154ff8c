// SPDX-License-Identifier: MIT
#include "daemon/content/problem_list.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "config/characters/utf8.hpp"
#include "daemon/content/userinfo.hpp"
#include "daemon/printable.hpp"

namespace feed_exporter {
namespace {

/// Bytes of a value that a message quotes at most: enough to find it, short enough for a line of a log.
constexpr std::size_t max_quoted_bytes = 80;

/// Problems of one file and severity.
constexpr std::size_t max_problems = 20;

/// The characters of a line, that of an invalid byte being one, up to a byte.
std::size_t count_characters(std::string_view line, std::size_t bytes) {
  std::size_t characters = 0;
  for (line = line.substr(0, bytes); !line.empty(); ++characters) {
    line.remove_prefix(std::max<std::size_t>(utf8_length(line), 1));
  }
  return characters;
}

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

void limit_problems(std::vector<Problem>& problems) {
  if (problems.size() <= max_problems) return;
  struct Tally {
    std::size_t count = 0;
    Problem more;
  };
  std::map<std::pair<std::string, Severity>, Tally> tallies;
  std::erase_if(problems, [&](const Problem& problem) {
    Tally& tally = tallies[{problem.path, problem.severity}];
    if (++tally.count == max_problems + 1) tally.more = problem;
    return tally.count > max_problems;
  });
  for (auto& [_, tally] : tallies) {
    if (tally.count <= max_problems) continue;
    tally.more.rule = "more-problems";
    tally.more.message = "and " + std::to_string(tally.count - max_problems) +
                         " more in this file, of which this is the first";
    problems.push_back(std::move(tally.more));
  }
}

std::vector<Problem> ProblemList::take(std::string_view file) {
  limit_problems(problems_);
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  std::size_t start = 0;
  std::size_t line = 1;
  for (Problem& problem : problems_) {
    if (problem.column < 2) continue;
    if (problem.line < line) start = 0, line = 1;
    // Lines end as `clean_text` has it.
    for (; line < problem.line && start < file.size(); ++line) {
      const std::size_t end = std::min(file.find_first_of("\r\n", start), file.size());
      start = end + (file.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    if (start < file.size()) problem.column = 1 + count_characters(file.substr(start), problem.column - 1);
  }
  return std::move(problems_);
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
