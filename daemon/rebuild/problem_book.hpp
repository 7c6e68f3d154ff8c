// SPDX-License-Identifier: MIT
// All present problems: logged once a content, counted by rule, shown until mended. Owned by the rebuild
// thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/content/problem.hpp"
#include "daemon/log.hpp"
#include "exporters/daemon_state.hpp"

namespace feed_exporter {

/// Who found a problem: each source replaces only what it said itself.
enum class ProblemSource : std::uint8_t { seed, folder, taxonomy, duplicate };

/// Writes a problem of the file at `path` as one line, by its severity.
void log_problem(const Log& log, const std::string& path, const Problem& problem);

class ProblemBook {
 public:
  using Counts = std::map<std::string, std::uint64_t>;

  explicit ProblemBook(const Log& log) : log_(log) {}

  /// All that `source` has to say of a path now. Logs each problem if the content is `fresh`, else only those
  /// that it did not say before.
  void set(ProblemSource source, const std::string& path, std::vector<Problem> problems, bool fresh);
  void clear(ProblemSource source, const std::string& path) { set(source, path, {}, false); }
  /// All that `source` has to say of what lies below a folder (`""`: of everything); the content of the
  /// paths in `fresh` (sorted) is new.
  void set_below(ProblemSource source, std::string_view folder, std::vector<Problem> problems,
                 const std::vector<std::string>& fresh = {});

  /// Sorted by path, line, column.
  std::vector<Problem> all() const;
  std::size_t size() const { return size_; }
  /// Another number whenever the problems are others.
  std::uint64_t revision() const { return revision_; }
  /// Rule -> how many; no zeros.
  const Counts& errors() const { return errors_; }
  const Counts& warnings() const { return warnings_; }
  /// The first problems for people: errors before warnings, each by path, line, column.
  std::vector<Notice> notices(std::size_t limit) const;

 private:
  using ByPath = std::map<std::string, std::vector<Problem>, std::less<>>;

  ByPath& of(ProblemSource source) { return by_source_[static_cast<std::size_t>(source)]; }
  void count(const std::vector<Problem>& problems, bool added);

  const Log& log_;
  /// Without the paths in the problems: a large tree may have many, and the key says it.
  std::array<ByPath, 4> by_source_;
  std::size_t size_ = 0;
  std::uint64_t revision_ = 0;
  Counts errors_;
  Counts warnings_;
};

}  // namespace feed_exporter
