// SPDX-License-Identifier: MIT
#include "daemon/worker_pool.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace feed_exporter {
namespace {

/// A thread that wakes while another one computes may be left to wait for the next tick of the kernel, some
/// 4 ms, however it is to be preferred. So whoever works for longer than this lets the others go first.
constexpr std::chrono::microseconds longest_turn(100);

}  // namespace

WorkerPool::WorkerPool(std::size_t threads, std::function<void()> begin) : begin_(std::move(begin)) {
  helpers_.reserve(threads);
  try {
    while (helpers_.size() + 1 < threads) helpers_.emplace_back([this] { run_helper(); });
  } catch (const std::exception&) {
    // There are no more threads to be had: those that are there do the work.
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  started_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

std::size_t WorkerPool::useful_threads() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
}

void WorkerPool::for_each(std::size_t count, const std::function<void(std::size_t)>& job) {
  if (count == 0) return;
  std::unique_lock lock(mutex_);
  job_ = &job;
  next_ = 0;
  count_ = count;
  // Eight runs a thread even out jobs of unlike length.
  run_ = std::max<std::size_t>(1, count / (threads() * 8));
  if (count > 1) started_.notify_all();
  work(lock);
  ended_.wait(lock, [this] { return running_ == 0; });
  job_ = nullptr;
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  if (stopped_) throw WorkStopped();
}

void WorkerPool::run_helper() {
  if (begin_) begin_();
  std::unique_lock lock(mutex_);
  for (;;) {
    started_.wait(lock, [this] { return stop_ || (job_ != nullptr && next_ < count_); });
    if (stop_) return;
    work(lock);
    if (running_ == 0) ended_.notify_one();
  }
}

void WorkerPool::work(std::unique_lock<std::mutex>& lock) {
  ++running_;
  while (next_ < count_) {
    if (stopped_) {
      next_ = count_;
      break;
    }
    const std::size_t first = next_;
    const std::size_t last = std::min(count_, first + run_);
    next_ = last;
    const auto* job = job_;
    lock.unlock();
    std::exception_ptr failure;
    try {
      auto turn = std::chrono::steady_clock::now();
      for (std::size_t i = first; i < last; ++i) {
        (*job)(i);
        const auto now = std::chrono::steady_clock::now();
        if (now - turn < longest_turn) continue;
        std::this_thread::yield();
        turn = now;
      }
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    if (failure && !failure_) {
      failure_ = failure;
      next_ = count_;
    }
  }
  --running_;
}

}  // namespace feed_exporter
