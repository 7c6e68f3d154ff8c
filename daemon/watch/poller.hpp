// SPDX-License-Identifier: MIT
// Looks at the tree from a thread of its own, so that a file system that hangs holds up nothing else.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "config/settings.hpp"
#include "daemon/watch/polled_tree.hpp"

namespace feed_exporter {

class Poller {
 public:
  /// `on_result` is called on `executor`, on which the Poller itself lives, with each look that found
  /// something; the first one comes at once, the others every `settings.poll_interval`. `hold_young`: see
  /// PolledTree.
  Poller(boost::asio::any_io_executor executor, const SeedSettings& settings, const Settling& settling,
         bool hold_young, std::function<void(const PollResult&)> on_result);
  /// Waits for the look in hand to end; no call of `on_result` follows.
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

 private:
  void run();

  const boost::asio::any_io_executor executor_;
  const std::chrono::milliseconds interval_;
  const Settling settling_;
  /// Emptied, on the executor, when the Poller ends.
  const std::shared_ptr<std::function<void(const PollResult&)>> on_result_;
  /// Used by the thread only.
  PolledTree tree_;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::condition_variable stopped_;
  std::thread thread_;
};

}  // namespace feed_exporter
