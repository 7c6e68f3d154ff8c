// SPDX-License-Identifier: MIT
// How far long work has come, on a terminal; nothing in a pipe. One thread.
#pragma once

#include <chrono>
#include <cstddef>

namespace feed_exporter {

class ProgressBar {
 public:
  /// Draws on standard error, if that is a terminal.
  ProgressBar();
  /// Leaves an empty line.
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// Draws `done` of `total`, at most some times a second, and not at all for work that is done in a moment.
  void show(std::size_t done, std::size_t total);

 private:
  bool terminal_;
  std::chrono::steady_clock::time_point next_;
  bool drawn_ = false;
};

}  // namespace feed_exporter
