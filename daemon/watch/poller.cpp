// SPDX-License-Identifier: MIT
#include "daemon/watch/poller.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "daemon/thread_role.hpp"

namespace feed_exporter {
namespace {

/// How long to wait after a look that took so long. A slow file system is asked for at most half of the time.
std::chrono::milliseconds pause_after(const PollResult& result, std::chrono::steady_clock::duration took,
                                      std::chrono::milliseconds interval, const Settling& settling) {
  const auto wanted = result.unfinished.empty() ? interval : std::min(interval, settling.without_close);
  return std::max(wanted, std::chrono::ceil<std::chrono::milliseconds>(took));
}

}  // namespace

/// Belongs to the Poller and its thread, whichever lives longer.
class Poller::Looks {
 public:
  Looks(boost::asio::any_io_executor executor, const SeedSettings& settings, const Settling& settling,
        bool hold_young, std::function<void(const PollResult&)> on_result)
      : executor_(std::move(executor)),
        interval_(settings.poll_interval),
        settling_(settling),
        on_result_(std::make_shared<std::function<void(const PollResult&)>>(std::move(on_result))),
        tree_(settings, settling, hold_young) {}

  void run() {
    name_thread("poll");
    prefer_throughput();
    while (!stop_) {
      const auto start = std::chrono::steady_clock::now();
      auto pause = interval_;
      try {
        const PollResult result = look();
        pause = pause_after(result, std::chrono::steady_clock::now() - start, interval_, settling_);
        hand_on(result);
      } catch (const std::exception&) {
        // Memory is lacking. What this look found is not known: the next one finds everything changed.
        is_lost_ = true;
      }
      std::unique_lock lock(mutex_);
      stopped_.wait_for(lock, pause, [this] { return stop_.load(); });
    }
  }

  /// On the executor.
  void stop() {
    *on_result_ = nullptr;
    {
      // After this nothing is posted: the executor may end.
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    stopped_.notify_all();
  }

 private:
  PollResult look() {
    PollResult result = tree_.poll(stop_);
    if (is_lost_) result.everything = true;
    return result;
  }

  void hand_on(const PollResult& result) {
    if (result.everything || !result.changed.empty() || !result.folders.empty() ||
        !result.unfinished.empty()) {
      const std::lock_guard lock(mutex_);
      if (stop_) return;
      boost::asio::post(executor_, [on_result = on_result_, result] {
        // A copy, since the call may end the Poller.
        if (const auto call = *on_result) call(result);
      });
    }
    is_lost_ = false;
  }

  const boost::asio::any_io_executor executor_;
  const std::chrono::milliseconds interval_;
  const Settling settling_;
  /// Emptied, on the executor, when the Poller ends.
  const std::shared_ptr<std::function<void(const PollResult&)>> on_result_;
  // Used by the thread only.
  PolledTree tree_;
  bool is_lost_ = false;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::condition_variable stopped_;
};

Poller::Poller(boost::asio::any_io_executor executor, const SeedSettings& settings, const Settling& settling,
               bool hold_young, std::function<void(const PollResult&)> on_result)
    : looks_(std::make_shared<Looks>(std::move(executor), settings, settling, hold_young,
                                     std::move(on_result))) {
  std::thread([looks = looks_] { looks->run(); }).detach();
}

Poller::~Poller() {
  looks_->stop();
}

}  // namespace feed_exporter
