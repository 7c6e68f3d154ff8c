// SPDX-License-Identifier: MIT
// The state of the daemon as the index page shows it. A plain value.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace feed_exporter {

/// Something the site's owner should know, on the index page.
struct Notice {
  /// `error` or `warning`.
  std::string severity;
  /// `file:line:column`, or empty.
  std::string where;
  std::string text;
  bool operator==(const Notice&) const = default;
};

struct DaemonState {
  std::size_t articles = 0;
  /// Of the daemon itself: why the feeds do not follow the seeds (errors), or only slowly (warnings).
  std::vector<Notice> conditions = {};
  /// Of the seeds: at most a page full; `problems` counts all.
  std::vector<Notice> notices;
  std::size_t problems = 0;
  bool operator==(const DaemonState&) const = default;
};

}  // namespace feed_exporter
