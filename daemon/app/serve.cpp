// SPDX-License-Identifier: MIT
#include "daemon/app/serve.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

#include "daemon/app/metrics.hpp"
#include "daemon/app/service_manager.hpp"
#include "daemon/app/site_address.hpp"
#include "daemon/log.hpp"
#include "daemon/net/server.hpp"
#include "daemon/rebuild/rebuilder.hpp"
#include "daemon/serve/site_values.hpp"
#include "daemon/thread_role.hpp"
#include "daemon/watch/watcher.hpp"
#include "daemon/worker_pool.hpp"
#include "version.hpp"

namespace feed_exporter {
namespace {

namespace asio = boost::asio;

/// A rebuild that failed without an outcome is followed by another one after this time.
constexpr std::chrono::seconds repair_delay{1};
/// How long the rebuild in hand, which ends early, is waited for at the end.
constexpr std::chrono::seconds rebuild_farewell{2};

/// Statistics that the main thread writes and `/metrics` reads on serving threads.
class SharedStats {
 public:
  void set(RebuildStats rebuild) {
    const std::lock_guard lock(mutex_);
    rebuild_ = std::move(rebuild);
  }
  void set(WatchStats watch) {
    const std::lock_guard lock(mutex_);
    watch_ = std::move(watch);
  }
  std::pair<RebuildStats, WatchStats> get() const {
    const std::lock_guard lock(mutex_);
    return {rebuild_, watch_};
  }

 private:
  mutable std::mutex mutex_;
  RebuildStats rebuild_;
  WatchStats watch_;
};

/// Each connection and each large body takes a descriptor; the soft limit is for programs that use select(2).
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Of the rebuild thread and the workers that help it.
void begin_work() {
  name_thread("rebuild");
  prefer_throughput();
}

/// The parts of the daemon and the thread they meet on: the main one. Rebuilds run on a thread of their own,
/// which owns the Rebuilder; results come back as posts.
class Daemon {
 public:
  Daemon(const CommandLine& line, const Environment& environment)
      : line_(line),
        environment_(environment),
        settings_(load_settings(line.config, environment, line.flags)),
        log_(settings_.log.level, 2, stderr_is_journal()),
        server_(
            settings_.server, settings_.log, log_, manager_.inherited(), [this] { return metrics(); },
            base_path_of(settings_.site.base_url)),
        workers_(WorkerPool::useful_threads(), begin_work),
        rebuilder_(settings_, base_url(), log_, workers_),
        watcher_(main_.get_executor(), settings_.seeds, log_,
                 [this](Batch batch) { rebuild(std::move(batch)); }) {}

  int run() {
    rebuilder_.set_deferring(true);
    log_.info("feed-exporter starts", {{"version", version}, {"seeds", settings_.seeds.directory}});
    warn_about_identity();
    signals_.add(SIGTERM);
    signals_.add(SIGINT);
    signals_.add(SIGHUP);
    signals_.add(SIGUSR1);
    wait_for_signal();
    feed_watchdog();
    asio::post(rebuilds_, begin_work);
    server_.start();
    watcher_.start();
    for (;;) {
      try {
        main_.run();
        return 0;
      } catch (const std::exception& error) {
        log_.failure("an event is not dealt with", error);
      }
    }
  }

 private:
  struct Outcome {
    std::shared_ptr<const Snapshot> snapshot;
    std::optional<std::chrono::steady_clock::time_point> next_tick;
    RebuildStats stats;
  };
  /// What a rebuild was asked for.
  struct Order {
    bool of_batch;
    /// How many reloads it knows of.
    std::uint64_t reloads;
  };

  std::string base_url() const { return site_address(settings_.site, server_.addresses().front()); }

  std::string metrics() const {
    const auto [rebuild, watch] = stats_.get();
    return render_metrics(rebuild, watch, server_.stats());
  }

  /// Ids and links that would have to change later are worse than a line of log now.
  void warn_about_identity() const {
    // A trial on one's own machine.
    if (std::ranges::all_of(server_.addresses(), is_loopback) && is_loopback(base_url())) return;
    for (const std::string& doubt : identity_doubts(settings_.site, base_url())) log_.warning(doubt);
  }

  void rebuild(Batch batch) {
    stats_.set(watcher_.stats());
    const Order order{true, reloads_};
    post_rebuild(order, [this, order, batch = std::move(batch), notice = watcher_.stats().polling_reason] {
      rebuilder_.set_watch_notice(notice);
      finish(rebuilder_.rebuild(batch), order);
    });
  }

  void tick() {
    const Order order{false, reloads_};
    post_rebuild(order,
                 [this, order, glance = watcher_.glance()] { finish(rebuilder_.rebuild(glance), order); });
  }

  /// Runs `job` on the rebuild thread. What it throws, such as for lack of memory, must not end the daemon.
  template <class Job>
  void post_rebuild(Order order, Job job) {
    asio::post(rebuilds_, [this, order, job = std::move(job)] {
      try {
        job();
      } catch (const std::exception& error) {
        log_.failure("a change is not taken over: what was served before stays", error);
        asio::post(main_, [this, order] { go_on(order); });
      }
    });
  }

  /// Main thread: lets those go on who wait for the outcome of a rebuild that has none.
  void go_on(Order order) {
    if (stopping_) return;
    if (std::exchange(reloading_, false)) manager_.ready("serving with the old settings");
    tick_at(std::chrono::steady_clock::now() + repair_delay);
    if (order.of_batch) watcher_.ready();
  }

  /// Rebuild thread: hands what was made to the main thread.
  void finish(std::shared_ptr<const Snapshot> snapshot, Order order) {
    asio::post(main_, [this, order,
                       outcome = Outcome{std::move(snapshot), rebuilder_.next_tick(),
                                         rebuilder_.stats()}]() mutable {
      try {
        take(std::move(outcome), order);
      } catch (...) {
        go_on(order);
        throw;
      }
    });
  }

  void tick_at(std::chrono::steady_clock::time_point time) {
    tick_.expires_at(time);
    tick_.async_wait([this](boost::system::error_code error) {
      if (!error) tick();
    });
  }

  void take(Outcome outcome, Order order) {
    if (stopping_) return;
    const std::string status = "serving " + std::to_string(outcome.stats.articles) + " articles in " +
                               std::to_string(outcome.stats.topics) + " topics";
    stats_.set(std::move(outcome.stats));
    const bool published = outcome.snapshot != nullptr;
    if (published) {
      publish(std::move(outcome.snapshot));
      manager_.status(status);
    }
    if (!announced_ && published) {
      announced_ = true;
      for (const std::string& address : server_.addresses()) log_.always("listening on " + address);
      manager_.ready(status);
    } else if (announced_ && reloading_ && order.of_batch && order.reloads == reloads_) {
      reloading_ = false;
      manager_.ready(status);
      log_.info("reloaded");
    }
    if (outcome.next_tick) {
      tick_at(*outcome.next_tick);
    } else {
      tick_.cancel();
    }
    if (order.of_batch) watcher_.ready();
  }

  /// Once no serving thread has the snapshot of before, it is freed here: a bulk change replaces hundreds of
  /// bodies, and readers would wait for that.
  void publish(std::shared_ptr<const Snapshot> snapshot) {
    server_.publish(snapshot);
    server_.ping([this, before = std::exchange(served_, std::move(snapshot))]() mutable {
      asio::post(main_, [before = std::move(before)] {});
    });
  }

  void wait_for_signal() {
    signals_.async_wait([this](boost::system::error_code error, int signal) {
      if (error) return;
      wait_for_signal();
      if (signal == SIGHUP) {
        reload();
      } else if (signal == SIGUSR1) {
        server_.reopen_log();
      } else {
        stop(signal);
      }
    });
  }

  void reload() {
    const std::vector<std::string> before = server_.addresses();
    try {
      Settings settings = load_settings(line_.config, environment_, line_.flags);
      server_.reconfigure(settings.server, settings.log);
      settings_ = std::move(settings);
    } catch (const std::exception& error) {
      log_.failure("the configuration is not taken over: the old settings stay", error);
      server_.reopen_log();
      return;
    }
    manager_.reloading();
    reloading_ = true;
    ++reloads_;
    log_.set_level(settings_.log.level);
    if (server_.addresses() != before) announce_changed(before);
    post_rebuild({false, reloads_}, [this, settings = settings_, base = base_url()] {
      rebuilder_.confirm_deletions();
      rebuilder_.reconfigure(settings, base);
    });
    watcher_.restart(settings_.seeds);
  }

  /// After a reload that changed the addresses.
  void announce_changed(const std::vector<std::string>& before) const {
    warn_about_identity();
    if (!announced_) return;
    for (const std::string& address : server_.addresses()) {
      if (std::ranges::find(before, address) == before.end()) log_.always("listening on " + address);
    }
  }

  void feed_watchdog() {
    if (!manager_.watchdog()) return;
    // A third of the interval leaves room for one late answer.
    watchdog_.expires_after(*manager_.watchdog() / 3);
    watchdog_.async_wait([this](boost::system::error_code error) {
      if (error) return;
      feed_watchdog();
      server_.ping([this] { asio::post(main_, [this] { manager_.alive(); }); });
    });
  }

  void stop(int signal) {
    stopping_ = true;
    // A second one ends the program at once.
    signals_.remove(SIGTERM);
    signals_.remove(SIGINT);
    log_.info("stopping", {{"signal", signal == SIGINT ? "INT" : "TERM"}});
    manager_.stopping();
    tick_.cancel();
    watchdog_.cancel();
    workers_.stop();
    server_.drain();
    watcher_.stop();
    if (asio::post(rebuilds_, asio::use_future).wait_for(rebuild_farewell) != std::future_status::ready) {
      log_.warning("the file system of the seeds does not answer, and is not waited for");
      std::_Exit(0);
    }
    rebuilds_.join();
    main_.stop();
  }

  // Constant after construction, but for settings_, which a reload replaces.
  const CommandLine& line_;
  const Environment& environment_;
  Settings settings_;
  Log log_;
  ServiceManager manager_;
  SharedStats stats_;
  // Main thread.
  asio::io_context main_{1};
  asio::signal_set signals_{main_};
  asio::steady_timer tick_{main_};
  asio::steady_timer watchdog_{main_};
  bool announced_ = false;
  std::shared_ptr<const Snapshot> served_;
  bool reloading_ = false;
  std::uint64_t reloads_ = 0;
  bool stopping_ = false;
  Server server_;
  // Rebuild thread.
  WorkerPool workers_;
  Rebuilder rebuilder_;
  asio::thread_pool rebuilds_{1};
  // Main thread again; it refers to what stands above.
  Watcher watcher_;
};

}  // namespace

int run_serve(const CommandLine& line, const Environment& environment) {
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  return Daemon(line, environment).run();
}

}  // namespace feed_exporter
