// SPDX-License-Identifier: MIT
// The problems of one file, while it is read. Places are given as they are in the cleaned text and kept as
// they are in the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/content/position.hpp"
#include "daemon/content/problem.hpp"

namespace feed_exporter {

/// From this column of the cleaned text on, the rest of the line stands `delta` bytes further right in the
/// file.
struct ColumnShift {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::int32_t delta = 0;
};

class ProblemList {
 public:
  /// `path` must outlive the list. `added_lines` stand before the text that is read, and not in the file.
  explicit ProblemList(std::string_view path, std::uint32_t added_lines = 0)
      : path_(path), added_lines_(added_lines) {}

  void warn(Position at, std::string_view rule, std::string message);
  void fail(Position at, std::string_view rule, std::string message);

  /// Holds for everything that is reported after it.
  void add_shift(ColumnShift shift);

  /// The last problem at a place, or null.
  const Problem* find(Position at) const;
  /// Forgets the warnings so far: they do not matter any more.
  void drop_warnings();

  /// How many lines of the text are not in the file.
  std::uint32_t added_lines() const { return added_lines_; }
  /// Whether there is an error.
  bool failed() const { return failed_; }
  /// As many as are told, with columns in characters; `file` is the text as it came.
  std::vector<Problem> take(std::string_view file);
  std::vector<Problem> take() { return std::move(problems_); }

 private:
  /// A place of the text as one of the file.
  std::pair<std::size_t, std::size_t> in_file(Position at) const;
  void add(Severity severity, Position at, std::string_view rule, std::string message);

  std::string_view path_;
  std::uint32_t added_lines_;
  std::vector<Problem> problems_;
  std::vector<ColumnShift> shifts_;
  bool failed_ = false;
};

/// Keeps the first problems of each file and severity, and says how many more there are: none is to fill the
/// log.
void limit_problems(std::vector<Problem>& problems);

/// A value of the seed as a message quotes it: one line, shortened, printable, in quotes; without the
/// passwords of URLs.
std::string quote(std::string_view value);

}  // namespace feed_exporter
