// SPDX-License-Identifier: MIT
#include "daemon/app/offline.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include "daemon/app/progress_bar.hpp"
#include "daemon/app/site_address.hpp"
#include "daemon/printable.hpp"
#include "daemon/rebuild/problem_book.hpp"

namespace feed_exporter {

OfflineSite::OfflineSite(const Settings& settings, const Log& log, Clock clock)
    : workers_(WorkerPool::useful_threads()),
      rebuilder_(settings, offline_address(settings), silent_, workers_, std::move(clock)) {
  ProgressBar bar;
  rebuilder_.set_progress([&bar](std::size_t done, std::size_t total) { bar.show(done, total); });
  Batch everything;
  everything.everything = true;
  rebuilder_.rebuild(everything);
  rebuilder_.set_progress([](std::size_t, std::size_t) {});
  snapshot_ = rebuilder_.snapshot();
  const auto fail = [&](const std::string& reason) {
    throw std::runtime_error(printable(settings.seeds.directory) + ": " + reason);
  };
  if (!stats().failure.empty()) fail("no feeds can be made of it: " + stats().failure);
  if (!snapshot_->readiness.ready) fail(snapshot_->readiness.reasons.front());
  for (const Problem& problem : problems()) log_problem(log, problem.path, problem);
}

}  // namespace feed_exporter
