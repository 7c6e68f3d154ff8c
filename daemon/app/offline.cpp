// SPDX-License-Identifier: MIT
#include "daemon/app/offline.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>

#include "daemon/app/progress_bar.hpp"
#include "daemon/app/site_address.hpp"
#include "daemon/printable.hpp"

namespace feed_exporter {

OfflineSite::OfflineSite(const Settings& settings, const Log& log)
    : workers_(std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8)),
      rebuilder_(settings, site_address(settings.site, listener_address(settings.server.listen.front())), log,
                 workers_) {
  ProgressBar bar;
  rebuilder_.set_progress([&bar](std::size_t done, std::size_t total) { bar.show(done, total); });
  Batch everything;
  everything.everything = true;
  rebuilder_.rebuild(everything);
  rebuilder_.set_progress([](std::size_t, std::size_t) {});
  snapshot_ = rebuilder_.snapshot();
  if (snapshot_ && snapshot_->readiness.ready) return;
  std::string reason = "they cannot be read";
  if (snapshot_ && !snapshot_->readiness.reasons.empty()) reason = snapshot_->readiness.reasons.front();
  throw std::runtime_error(printable(settings.seeds.directory) + ": " + reason);
}

}  // namespace feed_exporter
