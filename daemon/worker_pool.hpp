// SPDX-License-Identifier: MIT
// Threads that share out the independent parts of one job: parsing many seeds, rendering many feeds.
// Owned and called by one thread at a time, but for `stop`.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace feed_exporter {

/// Nobody waits for the job any more: the program is to end.
struct WorkStopped : std::exception {
  const char* what() const noexcept override { return "the work was stopped"; }
};

class WorkerPool {
 public:
  /// `threads` in all, the calling one included; fewer where the system has no more, at least that one. Each
  /// of the others calls `begin` first.
  explicit WorkerPool(std::size_t threads, std::function<void()> begin = {});
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Calls `job(0)` to `job(count - 1)`, in any order and on any of the threads; returns when all have ended.
  /// The first exception thrown is thrown here, once all have ended.
  void for_each(std::size_t count, const std::function<void(std::size_t)>& job);

  /// Ends the job in hand early and every later one at once, for good: `for_each` throws WorkStopped. May be
  /// called by any thread at any time.
  void stop() { stopped_ = true; }
  bool stopped() const { return stopped_; }

  /// One a core, but no more than eight, as each takes memory.
  static std::size_t useful_threads();

  std::size_t threads() const { return helpers_.size() + 1; }

 private:
  void run_helper();
  void work(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable started_;
  std::condition_variable ended_;
  // Guarded by mutex_; a job's indices are handed out in runs, so that the lock is rarely taken.
  const std::function<void(std::size_t)>* job_ = nullptr;
  std::size_t next_ = 0;
  std::size_t count_ = 0;
  std::size_t run_ = 1;
  std::size_t running_ = 0;
  std::exception_ptr failure_;
  bool stop_ = false;
  std::atomic<bool> stopped_ = false;
  const std::function<void()> begin_;
  std::vector<std::thread> helpers_;
};

}  // namespace feed_exporter
