// SPDX-License-Identifier: MIT
#include "daemon/watch/poller.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "daemon/thread_role.hpp"

namespace feed_exporter {

Poller::Poller(boost::asio::any_io_executor executor, const SeedSettings& settings, const Settling& settling,
               bool hold_young, std::function<void(const PollResult&)> on_result)
    : executor_(std::move(executor)),
      interval_(settings.poll_interval),
      settling_(settling),
      on_result_(std::make_shared<std::function<void(const PollResult&)>>(std::move(on_result))),
      tree_(settings, settling, hold_young),
      thread_([this] { run(); }) {}

Poller::~Poller() {
  *on_result_ = nullptr;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

void Poller::run() {
  name_thread("poll");
  prefer_throughput();
  while (!stop_) {
    const auto start = std::chrono::steady_clock::now();
    auto result = std::make_shared<PollResult>(tree_.poll(stop_));
    const auto end = std::chrono::steady_clock::now();
    // A slow file system is asked for at most half of the time.
    auto pause = std::max(interval_, std::chrono::ceil<std::chrono::milliseconds>(end - start));
    if (!result->unfinished.empty()) pause = std::min(pause, settling_.without_close);
    if (result->everything || !result->changed.empty() || !result->folders.empty() ||
        !result->unfinished.empty()) {
      boost::asio::post(executor_, [on_result = on_result_, result] {
        // A copy, since the call may end the Poller.
        if (const auto call = *on_result) call(*result);
      });
    }
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, pause, [this] { return stop_.load(); });
  }
}

}  // namespace feed_exporter
