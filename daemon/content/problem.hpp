// SPDX-License-Identifier: MIT
// What is wrong with a seed, and where: a plain value that is collected, logged, shown and counted.
#pragma once

#include <cstddef>
#include <string>

namespace feed_exporter {

/// `error`: the seed is unusable and its last good article stays. `warning`: something was dropped or
/// replaced.
enum class Severity { error, warning };

struct Problem {
  /// Below the seeds root; any bytes, for a key and not for the eye (`printable`).
  std::string path;
  /// In the file, from 1; 0: the whole file.
  std::size_t line = 0;
  /// In characters, from 1; 0: the whole line.
  std::size_t column = 0;
  Severity severity = Severity::error;
  /// A short stable name in kebab case: `bad-yaml`, `missing-title`; for metrics and `check`.
  std::string rule;
  /// What is wrong and what to do, one line without a full stop. Never a value of `secured`.
  std::string message;
  bool operator==(const Problem&) const = default;
};

/// `path:line:column`, as much of it as is known, printable.
std::string to_location(const Problem& problem);

}  // namespace feed_exporter
