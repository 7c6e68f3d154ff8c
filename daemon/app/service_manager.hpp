// SPDX-License-Identifier: MIT
// The service manager: sd_notify(3), sd_watchdog_enabled(3), sd_listen_fds(3). Does nothing where there is
// none. Main thread only.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace feed_exporter {

class ServiceManager {
 public:
  /// Takes the watchdog's interval and the inherited descriptors from the environment, and clears them there.
  ServiceManager();

  void ready(const std::string& status) const;
  void reloading() const;
  void stopping() const;
  void status(const std::string& status) const;
  void alive() const;

  /// The time within which `alive` is due, if there is a watchdog.
  std::optional<std::chrono::microseconds> watchdog() const { return watchdog_; }
  /// Listening sockets handed over by socket activation.
  const std::vector<int>& inherited() const { return inherited_; }

 private:
  std::optional<std::chrono::microseconds> watchdog_;
  std::vector<int> inherited_;
};

}  // namespace feed_exporter
