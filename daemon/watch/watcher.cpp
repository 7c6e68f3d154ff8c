// SPDX-License-Identifier: MIT
#include "daemon/watch/watcher.hpp"

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

#include "daemon/content/file_time.hpp"
#include "daemon/content/shortage.hpp"
#include "daemon/watch/file_system.hpp"
#include "daemon/watch/gathered_changes.hpp"
#include "daemon/watch/poller.hpp"
#include "daemon/watch/tree_events.hpp"

namespace feed_exporter {
namespace {

using boost::asio::steady_timer;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// While there is no root, it is looked for so many times as often as a root that is there is checked.
constexpr int haste_without_root = 4;

/// A limit that is reached may be raised: inotify is tried again after so many poll intervals (a minute).
constexpr int polls_between_attempts = 12;

constexpr std::chrono::seconds pause_after_failure{1};

}  // namespace

class Watcher::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(boost::asio::any_io_executor executor, const SeedSettings& settings, const Log& log,
       std::function<void(Batch)> on_batch, const Settling& settling)
      : executor_(std::move(executor)),
        settings_(settings),
        settling_(settling),
        log_(log),
        on_batch_(std::move(on_batch)),
        descriptor_(executor_),
        batch_timer_(executor_),
        root_timer_(executor_),
        reconcile_timer_(executor_),
        attempt_timer_(executor_) {}

  void start() {
    running_ = true;
    gathered_.emplace(settings_.debounce, settings_.debounce_longest);
    begin_with_settings(milliseconds(0));
  }

  void ready() {
    busy_ = false;
    hand_on_soon();
  }

  Batch glance() {
    Batch batch;
    if (!running_) return batch;
    batch.taken = catch_up();
    batch.unfinished = gathered_->unfinished();
    hand_on_soon();
    return batch;
  }

  void restart(const SeedSettings& settings) {
    if (!running_) return;
    // The last word of who is writing what is still in the queue, and goes with it.
    if (events_) events_->read();
    drop_events();
    poller_.reset();
    polling_ = {};
    const GatheredChanges before = std::move(*gathered_);
    gathered_.emplace(settings.debounce, settings.debounce_longest);
    if (settings.directory == settings_.directory) gathered_->inherit_unfinished(before, steady_clock::now());
    settings_ = settings;
    begin_with_settings(settling_.without_close);
  }

  void stop() {
    running_ = false;
    drop_events();
    poller_.reset();
    for (steady_timer* timer : {&batch_timer_, &root_timer_, &reconcile_timer_, &attempt_timer_}) {
      timer->cancel();
    }
  }

  WatchStats stats() const {
    WatchStats stats = stats_;
    if (events_) {
      stats.watches = events_->watches();
      stats.overflows += events_->overflows();
    }
    stats.polling = static_cast<bool>(poller_);
    if (stats.polling) stats.polling_reason = polling_.reason;
    return stats;
  }

 private:
  void begin_with_settings(milliseconds hold_younger) {
    needs_rescan_ = false;
    begin(hold_younger);
    if (!poller_) everything_changed();
    gathered_->hurry(steady_clock::now());
    reconcile_later();
    hand_on_soon();
  }

  void begin_again() {
    begin(settling_.when_found);
    if (!poller_) everything_changed();
    hand_on_soon();
  }

  /// Watches what stands at the root's path now, as well as can be had. Files that were modified more lately
  /// than this count as unfinished.
  void begin(milliseconds hold_younger) {
    drop_events();
    if (settings_.polling == Polling::always) {
      begin_chosen_polling(hold_younger);
      return;
    }
    const OpenRoot root(settings_.directory);
    if (is_shortage(root.error)) {
      begin_polling(fault_of(root.error), hold_younger);
      return;
    }
    note_root(root.identity);
    if (root.identity.is_readable) {
      auto events = std::make_unique<TreeEvents>(settings_, settling_, *gathered_);
      const TreeEvents::Outcome outcome = events->begin(root, hold_younger);
      if (outcome == TreeEvents::Outcome::failed) {
        begin_polling(events->fault(), hold_younger);
        return;
      }
      if (outcome == TreeEvents::Outcome::fine) {
        error_code error;
        descriptor_.assign(events->descriptor(), error);
        if (error) {
          begin_polling({"events cannot be waited for: " + error.message(), true}, hold_younger);
          return;
        }
        begin_listening(std::move(events));
      } else {
        // Whatever comes next is another one.
        identity_ = RootIdentity();
      }
    }
    check_root_later();
  }

  void begin_listening(std::unique_ptr<TreeEvents> events) {
    if (poller_) log_.info("watching the seeds directory by inotify again");
    poller_.reset();
    polling_ = {};
    attempt_timer_.cancel();
    events_ = std::move(events);
    await_events();
  }

  void begin_chosen_polling(milliseconds hold_younger) {
    log_.info("polling the seeds directory", {{"interval_ms", settings_.poll_interval.count()}});
    poll(hold_younger);
  }

  void begin_polling(WatchFault fault, milliseconds hold_younger) {
    if (fault.reason != polling_.reason) {
      log_.warning("polling the seeds directory",
                   {{"reason", fault.reason}, {"interval_ms", settings_.poll_interval.count()}});
    }
    polling_ = std::move(fault);
    if (polling_.may_pass) attempt_later();
    poll(hold_younger);
  }

  void poll(milliseconds hold_younger) {
    drop_events();
    root_timer_.cancel();
    // The first look finds everything changed.
    if (poller_) return;
    try {
      poller_ =
          std::make_unique<Poller>(executor_, settings_, settling_, hold_younger > milliseconds(0),
                                   [this](const PollResult& result) { safely([&] { take_in(result); }); });
    } catch (const std::system_error& error) {
      log_.failure("the seeds directory cannot be polled", error);
      wait(root_timer_, steady_clock::now() + settings_.poll_interval, &Impl::begin_again);
    }
  }

  void drop_events() {
    ++generation_;
    if (!events_) return;
    stats_.overflows += events_->overflows();
    // The descriptor is the instance's to close.
    descriptor_.release();
    events_.reset();
  }

  void await_events() {
    descriptor_.async_wait(boost::asio::posix::descriptor_base::wait_read,
                           [this, self = shared_from_this(), generation = generation_](error_code error) {
                             if (error || generation != generation_) return;
                             safely([&] {
                               follow(events_->read());
                               if (generation == generation_) await_events();
                               hand_on();
                             });
                           });
  }

  void follow(TreeEvents::Outcome outcome) {
    if (outcome == TreeEvents::Outcome::root_lost) begin_again();
    if (outcome == TreeEvents::Outcome::failed) begin_polling(events_->fault(), settling_.when_found);
  }

  /// Takes in what is known of the tree now. Files that changed from the moment returned on are not known to
  /// be whole, whatever has been gathered of them.
  FileTime catch_up() {
    const FileTime now = read_file_clock();
    if (events_) follow(events_->read());
    // A look is some time ago, but whatever it does not tell of had settled by then. At first there is none.
    return poller_ && stats_.batches > 0 ? now - settling_.without_close : now;
  }

  void take_in(const PollResult& result) {
    const auto now = steady_clock::now();
    // A later look tells of these; this is for the case that inotify takes over before it.
    const auto until = now + settings_.poll_interval + 2 * settling_.without_close;
    for (const std::string& path : result.unfinished) gathered_->file_unfinished(path, now, until);
    for (const std::string& path : result.changed) gathered_->file_changed(path, now);
    for (const std::string& folder : result.folders) gathered_->folder_changed(folder, now);
    if (result.everything) {
      everything_changed();
      gathered_->hurry(now);
    }
    hand_on();
  }

  void everything_changed() { gathered_->everything_changed(steady_clock::now()); }

  void hand_on_soon() {
    boost::asio::post(executor_, [self = shared_from_this()] { self->safely([&] { self->hand_on(); }); });
  }

  /// Hands on a batch if one is due and wanted, else sees to it that this is called again when it is due.
  void hand_on() {
    if (!running_ || busy_) return;
    if (const auto due = gathered_->due(); !due || *due > steady_clock::now()) {
      if (due) wait(batch_timer_, *due, &Impl::hand_on);
      return;
    }
    const FileTime taken = catch_up();
    // As late as this, so that a storm of overflows costs one walk a batch.
    if (events_ && (needs_rescan_ || events_->needs_rescan())) {
      needs_rescan_ = false;
      follow(events_->rescan());
    }
    Batch batch = gathered_->take(steady_clock::now());
    if (batch.empty()) {
      hand_on_soon();
      return;
    }
    batch.taken = taken;
    busy_ = true;
    ++stats_.batches;
    on_batch_(std::move(batch));
  }

  void check_root_later() {
    milliseconds pause =
        events_ ? settings_.root_check : std::max(settings_.root_check / haste_without_root, milliseconds(1));
    if (events_ && events_->has_unfinished_links()) pause = std::min(pause, settling_.without_close);
    wait(root_timer_, steady_clock::now() + pause, &Impl::check_root);
  }

  void check_root() {
    const OpenRoot root(settings_.directory);
    if (is_shortage(root.error) || root.identity == identity_) {
      if (events_ && !is_shortage(root.error)) events_->check_links(root);
      check_root_later();
      hand_on();
    } else {
      begin_again();
    }
  }

  void reconcile_later() {
    wait(reconcile_timer_, steady_clock::now() + settings_.reconcile, &Impl::reconcile);
  }

  void reconcile() {
    needs_rescan_ = true;
    everything_changed();
    reconcile_later();
    hand_on();
  }

  void attempt_later() {
    wait(attempt_timer_, steady_clock::now() + polls_between_attempts * settings_.poll_interval,
         &Impl::attempt);
  }

  void attempt() {
    begin(settling_.when_found);
    if (poller_) {
      attempt_later();
    } else {
      everything_changed();
      hand_on();
    }
  }

  void wait(steady_timer& timer, steady_clock::time_point when, void (Impl::*call)()) {
    timer.expires_at(when);
    timer.async_wait([self = shared_from_this(), call](error_code error) {
      if (!error && self->running_) self->safely([&] { (self.get()->*call)(); });
    });
  }

  /// What fails, as for lack of memory, is made up for: all is watched and looked at anew.
  template <class Call>
  void safely(Call call) {
    try {
      call();
    } catch (const std::exception& error) {
      log_.failure("watching begins anew", error);
      busy_ = false;
      wait(root_timer_, steady_clock::now() + pause_after_failure, &Impl::start_over);
    }
  }

  void start_over() {
    begin_again();
    everything_changed();
  }

  void note_root(const RootIdentity& identity) {
    if (identity == identity_) return;
    // Whoever reads it says that it is away, and that it is back.
    if (identity.is_readable && identity_ && identity_->is_readable) {
      log_.info("another seeds directory is there now", {{"directory", settings_.directory}});
    }
    identity_ = identity;
  }

  const boost::asio::any_io_executor executor_;
  SeedSettings settings_;
  const Settling settling_;
  const Log& log_;
  const std::function<void(Batch)> on_batch_;
  bool running_ = false;
  /// A batch has been handed on and not been dealt with yet.
  bool busy_ = false;
  std::optional<GatheredChanges> gathered_;
  /// The root as last seen; none before the first look.
  std::optional<RootIdentity> identity_;
  /// One of the two is there, or none while there is no root to watch.
  std::unique_ptr<TreeEvents> events_;
  std::unique_ptr<Poller> poller_;
  WatchFault polling_;
  bool needs_rescan_ = false;
  /// Changes with `events_`: tells late handlers that they are.
  std::uint64_t generation_ = 0;
  WatchStats stats_;
  boost::asio::posix::stream_descriptor descriptor_;
  steady_timer batch_timer_;
  steady_timer root_timer_;
  steady_timer reconcile_timer_;
  steady_timer attempt_timer_;
};

Watcher::Watcher(boost::asio::any_io_executor executor, const SeedSettings& settings, const Log& log,
                 std::function<void(Batch)> on_batch, const Settling& settling)
    : impl_(std::make_shared<Impl>(std::move(executor), settings, log, std::move(on_batch), settling)) {}

Watcher::~Watcher() {
  impl_->stop();
}

void Watcher::start() {
  impl_->start();
}
void Watcher::ready() {
  impl_->ready();
}
Batch Watcher::glance() {
  return impl_->glance();
}
void Watcher::restart(const SeedSettings& settings) {
  impl_->restart(settings);
}
void Watcher::stop() {
  impl_->stop();
}
WatchStats Watcher::stats() const {
  return impl_->stats();
}

}  // namespace feed_exporter
