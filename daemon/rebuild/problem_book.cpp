// SPDX-License-Identifier: MIT
#include "daemon/rebuild/problem_book.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "daemon/content/seed_path.hpp"

namespace feed_exporter {
namespace {

auto order_of(const Problem& problem) {
  return std::tie(problem.path, problem.line, problem.column, problem.severity, problem.rule,
                  problem.message);
}

}  // namespace

void log_problem(const Log& log, const std::string& path, const Problem& problem) {
  const auto write = problem.severity == Severity::error ? &Log::error : &Log::warning;
  const LogField in_file{"path", path};
  const LogField line{"line", static_cast<std::int64_t>(problem.line)};
  const LogField column{"column", static_cast<std::int64_t>(problem.column)};
  const LogField rule{"rule", problem.rule};
  if (problem.line == 0) {
    (log.*write)(problem.message, {in_file, rule});
  } else if (problem.column == 0) {
    (log.*write)(problem.message, {in_file, line, rule});
  } else {
    (log.*write)(problem.message, {in_file, line, column, rule});
  }
}

void ProblemBook::set(ProblemSource source, const std::string& path, std::vector<Problem> problems,
                      bool fresh) {
  for (Problem& problem : problems) problem.path.clear();
  ByPath& by_path = of(source);
  const auto old = by_path.find(path);
  for (const Problem& problem : problems) {
    const bool said = !fresh && old != by_path.end() && std::ranges::count(old->second, problem) > 0;
    if (!said) log_problem(log_, path, problem);
  }
  if (old == by_path.end() ? problems.empty() : old->second == problems) return;
  ++revision_;
  count(problems, true);
  if (old != by_path.end()) {
    count(old->second, false);
    if (problems.empty()) {
      by_path.erase(old);
    } else {
      old->second = std::move(problems);
    }
  } else {
    by_path.emplace(path, std::move(problems));
  }
}

void ProblemBook::set_below(ProblemSource source, std::string_view folder, std::vector<Problem> problems,
                            const std::vector<std::string>& fresh) {
  std::map<std::string, std::vector<Problem>> by_path;
  for (const auto& [path, old] : of(source)) {
    if (lies_below(path, folder)) by_path[path];
  }
  for (Problem& problem : problems) by_path[problem.path].push_back(std::move(problem));
  for (auto& [path, present] : by_path) {
    set(source, path, std::move(present), std::ranges::binary_search(fresh, path));
  }
}

void ProblemBook::count(const std::vector<Problem>& problems, bool added) {
  for (const Problem& problem : problems) {
    Counts& counts = problem.severity == Severity::error ? errors_ : warnings_;
    const auto rule = counts.try_emplace(problem.rule).first;
    rule->second += added ? 1 : static_cast<std::uint64_t>(-1);
    if (rule->second == 0) counts.erase(rule);
  }
  size_ += added ? problems.size() : -problems.size();
}

std::vector<Problem> ProblemBook::all() const {
  std::vector<Problem> problems;
  problems.reserve(size_);
  for (const ByPath& by_path : by_source_) {
    for (const auto& [path, present] : by_path) {
      for (const Problem& problem : present) problems.emplace_back(problem).path = path;
    }
  }
  std::ranges::sort(problems, {}, order_of);
  return problems;
}

std::vector<Notice> ProblemBook::notices(std::size_t limit) const {
  std::vector<Notice> notices;
  const auto add = [&](Severity severity, const Counts& counts) {
    if (counts.empty()) return;
    // The first `limit` of each source hold the first `limit` of all.
    std::vector<Problem> first;
    for (const ByPath& by_path : by_source_) {
      std::size_t taken = 0;
      for (auto entry = by_path.begin(); entry != by_path.end() && taken < limit; ++entry) {
        for (const Problem& problem : entry->second) {
          if (problem.severity != severity) continue;
          first.emplace_back(problem).path = entry->first;
          ++taken;
        }
      }
    }
    std::ranges::sort(first, {}, order_of);
    for (const Problem& problem : first) {
      if (notices.size() == limit) return;
      notices.push_back(
          {severity == Severity::error ? "error" : "warning", to_location(problem), problem.message});
    }
  };
  add(Severity::error, errors_);
  add(Severity::warning, warnings_);
  return notices;
}

}  // namespace feed_exporter
