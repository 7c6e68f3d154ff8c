// SPDX-License-Identifier: MIT
// A log whose lines a test reads back.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "daemon/log.hpp"

namespace feed_exporter {

class CapturedLog {
 public:
  explicit CapturedLog(LogLevel level = LogLevel::info)
      : descriptor_(::memfd_create("log", MFD_CLOEXEC)), log_(level, descriptor_) {}
  ~CapturedLog() { ::close(descriptor_); }
  CapturedLog(const CapturedLog&) = delete;
  CapturedLog& operator=(const CapturedLog&) = delete;

  const Log& log() const { return log_; }

  /// The lines written since the last call.
  std::vector<std::string> take() {
    std::string text(static_cast<std::size_t>(::lseek(descriptor_, 0, SEEK_CUR)) - taken_, '\0');
    const ssize_t size = ::pread(descriptor_, text.data(), text.size(), static_cast<off_t>(taken_));
    taken_ += static_cast<std::size_t>(size);
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return lines;
  }

 private:
  int descriptor_;
  Log log_;
  std::size_t taken_ = 0;
};

}  // namespace feed_exporter
