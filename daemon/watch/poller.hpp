// SPDX-License-Identifier: MIT
// Looks at the tree from a thread of its own, so that a file system that hangs holds up nothing else. Owned
// by the watcher.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>

#include "config/settings.hpp"
#include "daemon/watch/polled_tree.hpp"

namespace feed_exporter {

class Poller {
 public:
  /// `on_result` is called on `executor`, on which the Poller itself lives, with each look that found
  /// something; the first one comes at once, the others every `settings.poll_interval`. `hold_young`: see
  /// PolledTree. Throws std::system_error if there is no thread to be had.
  Poller(boost::asio::any_io_executor executor, const SeedSettings& settings, const Settling& settling,
         bool hold_young, std::function<void(const PollResult&)> on_result);
  /// No call of `on_result` follows. The look in hand is not waited for: its thread ends when it can.
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

 private:
  class Looks;
  const std::shared_ptr<Looks> looks_;
};

}  // namespace feed_exporter
