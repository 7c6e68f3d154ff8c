// SPDX-License-Identifier: MIT
#include "daemon/content/problem.hpp"

#include "daemon/printable.hpp"

namespace feed_exporter {

std::string to_location(const Problem& problem) {
  std::string location = printable(problem.path);
  if (problem.line == 0) return location;
  location += ':' + std::to_string(problem.line);
  if (problem.column != 0) location += ':' + std::to_string(problem.column);
  return location;
}

}  // namespace feed_exporter
