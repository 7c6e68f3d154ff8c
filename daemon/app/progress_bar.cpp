// SPDX-License-Identifier: MIT
#include "daemon/app/progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>

namespace feed_exporter {
namespace {

/// Work that ends before this is not worth a bar.
constexpr std::chrono::milliseconds patience{300};
constexpr std::chrono::milliseconds between_frames{100};
constexpr std::size_t width = 40;

}  // namespace

ProgressBar::ProgressBar()
    : terminal_(::isatty(STDERR_FILENO) == 1), next_(std::chrono::steady_clock::now() + patience) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
}

void ProgressBar::show(std::size_t done, std::size_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now < next_ || total == 0) return;
  next_ = now + between_frames;
  drawn_ = true;
  const std::size_t filled = std::min(width, done * width / total);
  std::cerr << "\r[" << std::string(filled, '#') << std::string(width - filled, ' ') << "] " << done << " of "
            << total << " files" << std::flush;
}

}  // namespace feed_exporter
