// SPDX-License-Identifier: MIT
#include "daemon/rebuild/rebuilder.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <new>
#include <utility>

#include "daemon/rebuild/intake.hpp"
#include "daemon/rebuild/rebuild_statistics.hpp"
#include "daemon/serve/renderer.hpp"

namespace feed_exporter {
namespace {

using Time = std::chrono::steady_clock::time_point;

/// Problems on the index page.
constexpr std::size_t notices_shown = 25;

/// The wall clock may step, so that what waits for it is looked at again after this time.
constexpr std::chrono::seconds longest_wait{30};

/// A rebuild that failed is tried again after the first of these, then twice as long each time.
constexpr std::chrono::seconds first_repair{1};
constexpr std::chrono::seconds longest_repair{60};

/// Files in one go after which the memory that their reading took is given back.
constexpr std::size_t files_before_trim = 1'024;

}  // namespace

class Rebuilder::Impl {
 public:
  Impl(const Settings& settings, std::string base_url, const Log& log, WorkerPool& workers, Clock clock)
      : settings_(settings),
        base_url_(std::move(base_url)),
        log_(log),
        clock_(std::move(clock)),
        intake_(settings_, log_, workers, clock_),
        renderer_(settings_, base_url_, workers) {}

  std::shared_ptr<const Snapshot> run(const Batch& batch);
  std::optional<Time> next_tick() const;
  void reconfigure(const Settings& settings, std::string base_url);

  Intake& intake() { return intake_; }
  Renderer& renderer() { return renderer_; }
  void set_watch_notice(std::string notice) { watch_notice_ = std::move(notice); }
  const RebuildStats& stats() const { return stats_; }
  std::shared_ptr<const Snapshot> snapshot() const { return snapshot_; }

 private:
  std::shared_ptr<const Snapshot> render();
  std::shared_ptr<const Snapshot> fail(const std::string& reason);
  DaemonState state();
  Readiness readiness() const;
  void note_sizes();
  void note_publication();
  std::optional<Time> next_by_wall() const;

  Settings settings_;
  std::string base_url_;
  const Log& log_;
  Clock clock_;
  Intake intake_;
  Renderer renderer_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::string watch_notice_;
  /// Of the problems at this revision: they are gathered only when they change.
  std::vector<Notice> notices_;
  std::uint64_t notices_revision_ = 0;
  RebuildStats stats_;
  /// When and how late a rebuild that failed is tried again.
  Time next_repair_;
  std::chrono::seconds repair_delay_ = first_repair;
};

std::shared_ptr<const Snapshot> Rebuilder::Impl::run(const Batch& batch) {
  const Time start = clock_.steady();
  std::size_t files = 0;
  std::shared_ptr<const Snapshot> published;
  try {
    files = intake_.take(batch);
    stats_.failure.clear();
    // Nobody is to see the tree for the first time without files that were written a moment ago.
    if (snapshot_ || !intake_.is_partial()) published = render();
    repair_delay_ = first_repair;
  } catch (const WorkStopped&) {
    return nullptr;
  } catch (const std::exception& error) {
    published = fail(error.what());
  } catch (...) {
    published = fail("unknown exception");
  }
  if (!batch.empty() || files > 0 || published) {
    const std::chrono::duration<double> took = clock_.steady() - start;
    count_rebuild(stats_, took.count(), files);
    log_.debug("rebuilt", {{"files", static_cast<std::int64_t>(files)},
                           {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()},
                           {"published", published ? "yes" : "no"}});
  }
  if (files >= files_before_trim) ::malloc_trim(0);
  return published;
}

std::shared_ptr<const Snapshot> Rebuilder::Impl::render() {
  const auto now = clock_.wall();
  std::shared_ptr<const Snapshot> next = renderer_.render(intake_.catalog(), state(), readiness(), now);
  note_sizes();
  if (!next) return nullptr;
  snapshot_ = std::move(next);
  note_publication();
  return snapshot_;
}

/// What the snapshot before holds goes on being served. What was half done is not known, so everything is
/// done again.
std::shared_ptr<const Snapshot> Rebuilder::Impl::fail(const std::string& reason) {
  intake_.forget();
  const bool is_new = stats_.failure != reason;
  stats_.failure = reason;
  ++stats_.failures;
  next_repair_ = clock_.steady() + repair_delay_;
  repair_delay_ = std::min(repair_delay_ * 2, longest_repair);
  log_.error("the rebuild failed: what was served before stays", {{"reason", reason}});
  stats_.degraded = readiness().reasons;
  if (!is_new) return nullptr;
  // `/readyz` is to say it; if memory is short even for that, the metrics alone do.
  try {
    if (auto next = renderer_.republish(readiness())) snapshot_ = std::move(next);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
  return snapshot_;
}

Readiness Rebuilder::Impl::readiness() const {
  Readiness readiness{intake_.ready(), intake_.degraded(), watch_notice_};
  if (!stats_.failure.empty()) readiness.reasons.push_back("the last rebuild failed: " + stats_.failure);
  return readiness;
}

DaemonState Rebuilder::Impl::state() {
  DaemonState state;
  state.articles = intake_.catalog().size();
  state.problems = intake_.problems().size();
  for (const std::string& reason : readiness().reasons) state.conditions.push_back({"error", "", reason});
  if (!watch_notice_.empty()) {
    state.conditions.push_back(
        {"warning", "", "the seeds are polled, so changes are seen later: " + watch_notice_});
  }
  const ProblemBook& problems = intake_.problems();
  if (notices_revision_ != problems.revision()) {
    notices_ = problems.notices(notices_shown);
    notices_revision_ = problems.revision();
  }
  state.notices = notices_;
  return state;
}

void Rebuilder::Impl::note_sizes() {
  const Catalog& catalog = intake_.catalog();
  stats_.articles = catalog.size();
  stats_.files = intake_.ledger().size();
  stats_.not_seeds = intake_.ledger().not_seeds();
  stats_.errors = intake_.problems().errors();
  stats_.warnings = intake_.problems().warnings();
  stats_.content_bytes = catalog.content_bytes();
  stats_.body_bytes = catalog.body_bytes();
  stats_.degraded = readiness().reasons;
  stats_.deletions_held = intake_.deletions_held();
}

void Rebuilder::Impl::note_publication() {
  ++stats_.publications;
  stats_.last_publication = clock_.wall().time_since_epoch().count();
  stats_.rendered_bytes = renderer_.rendered_bytes();
  stats_.topics = static_cast<std::uint64_t>(std::ranges::count_if(
      snapshot_->names->topics, [](const Tag& topic) { return topic.slug != everything_slug; }));
}

std::optional<Time> Rebuilder::Impl::next_by_wall() const {
  std::optional<std::chrono::sys_seconds> due = intake_.catalog().next_due();
  const std::optional<std::chrono::sys_seconds> stamp = renderer_.next_stamp();
  if (stamp && (!due || *stamp < *due)) due = stamp;
  if (!due) return std::nullopt;
  // The wall clock is read in whole seconds: the last one is approached in small steps.
  const auto left = *due - clock_.wall();
  std::chrono::milliseconds wait = longest_wait;
  if (left <= std::chrono::seconds(1)) {
    wait = std::chrono::milliseconds(100);
  } else if (left < longest_wait) {
    wait = left - std::chrono::seconds(1);
  }
  return clock_.steady() + wait;
}

std::optional<Time> Rebuilder::Impl::next_tick() const {
  std::optional<Time> next = next_by_wall();
  const auto consider = [&next](std::optional<Time> time) {
    if (time && (!next || *time < *next)) next = time;
  };
  consider(intake_.next());
  if (!stats_.failure.empty()) consider(next_repair_);
  if (renderer_.deferred()) consider(clock_.steady());
  return next;
}

void Rebuilder::Impl::reconfigure(const Settings& settings, std::string base_url) {
  const bool same = settings.site == settings_.site && settings.seeds == settings_.seeds &&
                    settings.feeds == settings_.feeds && base_url == base_url_;
  const bool other_tree = settings.seeds.directory != settings_.seeds.directory ||
                          settings.seeds.include != settings_.seeds.include ||
                          settings.seeds.exclude != settings_.seeds.exclude ||
                          settings.seeds.max_directory_depth != settings_.seeds.max_directory_depth;
  settings_ = settings;
  if (same) return;
  renderer_.reset(settings_, base_url);
  base_url_ = std::move(base_url);
  intake_.reconfigure(other_tree);
}

Rebuilder::Rebuilder(const Settings& settings, std::string base_url, const Log& log, WorkerPool& workers,
                     Clock clock)
    : impl_(std::make_unique<Impl>(settings, std::move(base_url), log, workers, std::move(clock))) {}

Rebuilder::~Rebuilder() = default;

std::shared_ptr<const Snapshot> Rebuilder::rebuild(const Batch& batch) {
  return impl_->run(batch);
}

std::optional<Time> Rebuilder::next_tick() const {
  return impl_->next_tick();
}

void Rebuilder::set_deferring(bool deferring) {
  impl_->renderer().set_deferring(deferring);
}

void Rebuilder::set_progress(std::function<void(std::size_t, std::size_t)> progress) {
  impl_->intake().set_progress(std::move(progress));
}

void Rebuilder::confirm_deletions() {
  impl_->intake().confirm_deletions();
}

void Rebuilder::reconfigure(const Settings& settings, std::string base_url) {
  impl_->reconfigure(settings, std::move(base_url));
}

void Rebuilder::set_watch_notice(std::string notice) {
  impl_->set_watch_notice(std::move(notice));
}

const RebuildStats& Rebuilder::stats() const {
  return impl_->stats();
}

std::vector<Problem> Rebuilder::problems() const {
  return impl_->intake().problems().all();
}

std::shared_ptr<const Snapshot> Rebuilder::snapshot() const {
  return impl_->snapshot();
}

}  // namespace feed_exporter
