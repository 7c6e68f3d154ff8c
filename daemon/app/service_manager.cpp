// SPDX-License-Identifier: MIT
#include "daemon/app/service_manager.hpp"

#include <systemd/sd-daemon.h>

#include <cstdint>
#include <ctime>

namespace feed_exporter {
namespace {

void notify(const std::string& state) {
  // A manager that cannot be told is no reason to stop serving.
  sd_notify(0, state.c_str());
}

std::string status_line(const std::string& status) {
  return "STATUS=" + status;
}

}  // namespace

ServiceManager::ServiceManager() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(1, &microseconds) > 0) watchdog_ = std::chrono::microseconds(microseconds);
  const int count = sd_listen_fds(1);
  for (int i = 0; i < count; ++i) inherited_.push_back(SD_LISTEN_FDS_START + i);
}

void ServiceManager::ready(const std::string& status) const {
  notify("READY=1\n" + status_line(status));
}

void ServiceManager::reloading() const {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t microseconds = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
  notify("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds));
}

void ServiceManager::stopping() const {
  notify("STOPPING=1\n" + status_line("finishing requests under way"));
}

void ServiceManager::status(const std::string& status) const {
  notify(status_line(status));
}

void ServiceManager::alive() const {
  notify("WATCHDOG=1");
}

}  // namespace feed_exporter
