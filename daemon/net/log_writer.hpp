// SPDX-License-Identifier: MIT
// Writes the access log on a thread of its own, so that a full disk or a reader that stands still never holds
// up a serving thread. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "daemon/content/descriptor.hpp"

namespace feed_exporter {

/// Where lines go; open as long as somebody holds it.
using LogFile = std::shared_ptr<const Descriptor>;

/// Throws std::runtime_error with one line that names the file if it can't be opened. `path` empty: standard
/// error.
LogFile open_log_file(const std::string& path);

class LogWriter {
 public:
  /// Counts in `lost` the lines that could not be written.
  explicit LogWriter(std::atomic<std::uint64_t>& lost);
  /// Writes what it was given, for at most a second.
  ~LogWriter();
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  /// Takes whole lines; they are lost where too much waits already, or memory is lacking. Never waits for the
  /// disk.
  void write(const LogFile& file, std::string_view lines) noexcept;

 private:
  /// What waits at most to be written.
  static constexpr std::size_t max_waiting = 1024 * 1024;

  struct Part {
    LogFile file;
    /// Where it ends in the text.
    std::size_t end;
  };
  struct Lines {
    std::string text;
    std::vector<Part> parts;
  };

  void run();
  void write_all(const Descriptor& file, std::string_view text);
  bool is_too_late();
  void lose(std::string_view lines);

  std::atomic<std::uint64_t>& lost_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_.
  Lines waiting_;
  /// When writing ends, whatever waits; none before the last second.
  std::optional<std::chrono::steady_clock::time_point> end_;
  // Owned by the thread.
  Lines writing_;
  std::thread thread_;
};

}  // namespace feed_exporter
