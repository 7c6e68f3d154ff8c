// SPDX-License-Identifier: MIT
#include "daemon/net/log_writer.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "daemon/net/signals_blocked.hpp"
#include "daemon/thread_role.hpp"

namespace feed_exporter {
namespace {

/// How long the last lines may take at the end.
constexpr auto farewell = std::chrono::seconds(1);

}  // namespace

LogFile open_log_file(const std::string& path) {
  // Non-blocking for FIFOs: without a reader they would hold up the start.
  Descriptor descriptor(
      path.empty()
          ? ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
          : ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0640));
  if (!descriptor) {
    throw std::runtime_error("cannot open the access log " + (path.empty() ? "on standard error" : path) +
                             ": " + std::generic_category().message(errno));
  }
  return std::make_shared<Descriptor>(std::move(descriptor));
}

LogWriter::LogWriter(std::atomic<std::uint64_t>& lost) : lost_(lost) {
  const SignalsBlocked blocked;
  thread_ = std::thread([this] { run(); });
}

LogWriter::~LogWriter() {
  {
    const std::lock_guard lock(mutex_);
    end_ = std::chrono::steady_clock::now() + farewell;
  }
  changed_.notify_one();
  thread_.join();
}

void LogWriter::write(const LogFile& file, std::string_view lines) noexcept {
  try {
    const std::lock_guard lock(mutex_);
    auto& [text, parts] = waiting_;
    if (text.size() + lines.size() > max_waiting) return lose(lines);
    if (parts.empty() || parts.back().file != file) parts.push_back({file, text.size()});
    text += lines;
    parts.back().end = text.size();
  } catch (const std::bad_alloc&) {
    return lose(lines);
  }
  changed_.notify_one();
}

void LogWriter::lose(std::string_view lines) {
  lost_.fetch_add(static_cast<std::uint64_t>(std::ranges::count(lines, '\n')), std::memory_order_relaxed);
}

void LogWriter::run() {
  name_thread("access-log");
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return end_ || !waiting_.text.empty(); });
    std::swap(writing_, waiting_);
    const bool last = end_.has_value();
    lock.unlock();
    std::size_t begin = 0;
    for (const auto& [file, end] : writing_.parts) {
      write_all(*file, std::string_view(writing_.text).substr(begin, end - begin));
      begin = end;
    }
    writing_.text.clear();
    writing_.parts.clear();
    if (last) return;
    lock.lock();
  }
}

bool LogWriter::is_too_late() {
  const std::lock_guard lock(mutex_);
  return end_ && std::chrono::steady_clock::now() >= *end_;
}

void LogWriter::write_all(const Descriptor& file, std::string_view text) {
  while (!text.empty()) {
    if (is_too_late()) return lose(text);
    // A pipe that polls writable takes PIPE_BUF bytes without blocking, so the end can be reached in time.
    pollfd ready{file.get(), POLLOUT, 0};
    if (::poll(&ready, 1, 100) <= 0) continue;
    std::string_view part = text.substr(0, PIPE_BUF);
    // Whole lines, as others may write to the same pipe.
    if (const std::size_t end = part.rfind('\n'); end != part.npos) part = part.substr(0, end + 1);
    const ssize_t written = ::write(file.get(), part.data(), part.size());
    if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    // A full disk: these lines are lost, the next ones may not be.
    if (written < 0) return lose(text);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace feed_exporter
