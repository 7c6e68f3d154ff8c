// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "daemon/app/commands.hpp"
#include "daemon/app/offline.hpp"
#include "daemon/printable.hpp"

namespace feed_exporter {
namespace {

struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

/// As a user would open it: below the directory that was named.
std::string file_name(const Settings& settings, const Problem& problem) {
  std::string name = settings.seeds.directory;
  if (!name.ends_with('/')) name += '/';
  return printable(name + problem.path);
}

bool is_coloured() {
  // https://no-color.org: set to nothing, it says nothing.
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

void print_summary(const Counts& counts, const RebuildStats& stats) {
  std::cout << counted(counts.errors, "error") << ", " << counted(counts.warnings, "warning") << " in "
            << counted(stats.files, "file") << "; " << counted(stats.articles, "article") << " in "
            << counted(stats.topics, "topic") << '\n';
}

void print_text(const std::vector<Problem>& problems, const Settings& settings, const Counts& counts,
                const RebuildStats& stats) {
  const bool colour = is_coloured();
  for (Problem problem : problems) {
    const std::string rule = problem.rule;
    problem.path = file_name(settings, problem);
    const bool error = problem.severity == Severity::error;
    std::cout << to_location(problem) << ": " << (colour ? (error ? "\x1b[31m" : "\x1b[33m") : "")
              << severity_name(problem.severity) << (colour ? "\x1b[0m" : "") << ": "
              << printable(problem.message) << " [" << rule << "]\n";
  }
  print_summary(counts, stats);
}

void print_json(const std::vector<Problem>& problems, const Settings& settings, const Counts& counts,
                const RebuildStats& stats) {
  boost::json::array list;
  for (const Problem& problem : problems) {
    list.push_back({{"file", file_name(settings, problem)},
                    {"line", problem.line},
                    {"column", problem.column},
                    {"severity", severity_name(problem.severity)},
                    {"rule", problem.rule},
                    {"message", problem.message}});
  }
  const boost::json::object document = {{"errors", counts.errors}, {"warnings", counts.warnings},
                                        {"files", stats.files},    {"articles", stats.articles},
                                        {"topics", stats.topics},  {"problems", std::move(list)}};
  std::cout << boost::json::serialize(document) << '\n';
}

/// Workflow commands of GitHub Actions: the data part escapes `%` and line ends, a property `:` and `,` as
/// well.
std::string github_escaped(std::string_view text, bool property) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%') {
      escaped += "%25";
    } else if (c == '\r') {
      escaped += "%0D";
    } else if (c == '\n') {
      escaped += "%0A";
    } else if (property && c == ':') {
      escaped += "%3A";
    } else if (property && c == ',') {
      escaped += "%2C";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

void print_github(const std::vector<Problem>& problems, const Settings& settings, const Counts& counts,
                  const RebuildStats& stats) {
  for (const Problem& problem : problems) {
    std::cout << "::" << severity_name(problem.severity)
              << " file=" << github_escaped(file_name(settings, problem), true);
    if (problem.line > 0) std::cout << ",line=" << problem.line;
    if (problem.column > 0) std::cout << ",col=" << problem.column;
    std::cout << ",title=" << github_escaped(problem.rule, true)
              << "::" << github_escaped(printable(problem.message), false) << '\n';
  }
  print_summary(counts, stats);
}

}  // namespace

int run_check(const CheckCommand& command, const Settings& settings) {
  const Log log = Log::silent();
  const OfflineSite site(settings, log);
  const std::vector<Problem> problems = site.problems();
  Counts counts;
  for (const Problem& problem : problems) {
    ++(problem.severity == Severity::error ? counts.errors : counts.warnings);
  }
  switch (command.format) {
    case CheckFormat::text:
      print_text(problems, settings, counts, site.stats());
      break;
    case CheckFormat::json:
      print_json(problems, settings, counts, site.stats());
      break;
    case CheckFormat::github:
      print_github(problems, settings, counts, site.stats());
      break;
  }
  return counts.errors > 0 || (command.strict && counts.warnings > 0) ? 1 : 0;
}

}  // namespace feed_exporter
