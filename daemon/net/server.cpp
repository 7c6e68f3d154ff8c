// SPDX-License-Identifier: MIT
#include "daemon/net/server.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
#include <utility>

#include "daemon/net/connection_limit.hpp"
#include "daemon/net/listener_set.hpp"
#include "daemon/net/log_writer.hpp"
#include "daemon/net/serving_policy.hpp"
#include "daemon/net/serving_thread.hpp"
#include "daemon/net/signals_blocked.hpp"

namespace feed_exporter {
namespace {

/// Beyond it, more threads only share out the same connections ever more unevenly.
constexpr std::size_t most_threads_by_default = 4;

std::size_t thread_count(const ServerSettings& settings) {
  if (settings.threads > 0) return settings.threads;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_threads_by_default);
}

}  // namespace

class Server::Impl {
 public:
  Impl(const ServerSettings& settings, const LogSettings& log_settings, const Log& log,
       std::vector<int> inherited, std::function<std::string()> metrics, std::string early_base_path)
      : log_(log),
        metrics_(std::move(metrics)),
        early_base_path_(std::move(early_base_path)),
        listeners_(settings, std::move(inherited), thread_count(settings)) {
    policy_ = make_policy(settings, log_settings);
    for (std::size_t i = 0; i < thread_count(settings); ++i) {
      threads_.push_back(
          std::make_unique<ServingThread>(listeners_.take(i), policy_, limit_, log_, metrics_));
    }
  }

  std::vector<std::string> addresses() const { return listeners_.addresses(); }

  void start() {
    const SignalsBlocked blocked;
    for (const auto& thread : threads_) thread->start();
  }

  void publish(const std::shared_ptr<const Snapshot>& snapshot) {
    for (const auto& thread : threads_) thread->publish(snapshot);
  }

  void reconfigure(const ServerSettings& settings, const LogSettings& log_settings) {
    // What may fail comes first, and last what clients may notice.
    auto policy = make_policy(settings, log_settings);
    ListenerSet::Added added = listeners_.bind_new(settings);
    policy_ = std::move(policy);
    const std::vector<std::size_t> given_up = listeners_.change(settings, std::move(added));
    for (std::size_t i = 0; i < threads_.size(); ++i) {
      threads_[i]->set_policy(policy_);
      threads_[i]->listen(listeners_.take(i));
      for (const std::size_t group : given_up) threads_[i]->stop_listening(group);
    }
    if (thread_count(settings) != threads_.size()) {
      log_.warning("[server] threads: the new number counts after a restart");
    }
  }

  void reopen_log() {
    if (!policy_->log_file) return;
    try {
      auto policy = std::make_shared<ServingPolicy>(*policy_);
      policy->log_file = open_log_file(policy->log.access_file);
      policy_ = std::move(policy);
      for (const auto& thread : threads_) thread->set_policy(policy_);
    } catch (const std::runtime_error& error) {
      log_.error(error.what());
    }
  }

  void ping(std::function<void()> done) {
    const auto waiting = std::make_shared<std::atomic<std::size_t>>(threads_.size());
    const auto shared = std::make_shared<std::function<void()>>(std::move(done));
    for (const auto& thread : threads_) {
      thread->ping([waiting, shared] {
        if (--*waiting == 0) (*shared)();
      });
    }
  }

  void drain() {
    // A successor may bind the path at once, while clients that found it before are still served.
    listeners_.unlink_unix_sockets();
    for (const auto& thread : threads_) thread->drain();
    for (const auto& thread : threads_) thread->join();
    log_writer_.reset();
  }

  ServerStats stats() const {
    ServerStats sum;
    for (const auto& thread : threads_) thread->counters().add_to(sum);
    sum.log_lines_dropped = log_lines_lost_.load(std::memory_order_relaxed);
    return sum;
  }

 private:
  /// Throws std::runtime_error with one line if the settings are not to be fulfilled; nothing is changed
  /// then.
  std::shared_ptr<const ServingPolicy> make_policy(const ServerSettings& settings,
                                                   const LogSettings& log_settings) {
    auto policy = std::make_shared<ServingPolicy>(
        ServingPolicy{settings,
                      {settings.max_header_bytes, settings.max_target_bytes, settings.max_header_fields},
                      early_base_path_,
                      TrustedProxies(settings.trusted_proxies),
                      log_settings,
                      nullptr,
                      nullptr,
                      nullptr});
    if (settings.request_budget > 0) {
      const bool same =
          policy_ && policy_->budget && policy_->budget->per_minute() == settings.request_budget;
      policy->budget = same ? policy_->budget : std::make_shared<RequestBudget>(settings.request_budget);
    }
    if (log_settings.access != AccessLog::off) {
      policy->log_file = open_log_file(log_settings.access_file);
      if (!log_writer_) log_writer_ = std::make_unique<LogWriter>(log_lines_lost_);
      policy->log_writer = log_writer_.get();
    }
    return policy;
  }

  const Log& log_;
  const std::function<std::string()> metrics_;
  const std::string early_base_path_;
  ListenerSet listeners_;
  ConnectionLimit limit_;
  std::atomic<std::uint64_t> log_lines_lost_ = 0;
  // Once there it stays until the serving threads have ended, as they may still be using it.
  std::unique_ptr<LogWriter> log_writer_;
  std::shared_ptr<const ServingPolicy> policy_;
  std::vector<std::unique_ptr<ServingThread>> threads_;
};

Server::Server(const ServerSettings& settings, const LogSettings& log_settings, const Log& log,
               std::vector<int> inherited, std::function<std::string()> metrics, std::string early_base_path)
    : impl_(std::make_unique<Impl>(settings, log_settings, log, std::move(inherited), std::move(metrics),
                                   std::move(early_base_path))) {}

Server::~Server() = default;

std::vector<std::string> Server::addresses() const {
  return impl_->addresses();
}
void Server::start() {
  impl_->start();
}
void Server::publish(std::shared_ptr<const Snapshot> snapshot) {
  impl_->publish(snapshot);
}
void Server::reconfigure(const ServerSettings& settings, const LogSettings& log_settings) {
  impl_->reconfigure(settings, log_settings);
}
void Server::reopen_log() {
  impl_->reopen_log();
}
void Server::ping(std::function<void()> done) {
  impl_->ping(std::move(done));
}
void Server::drain() {
  impl_->drain();
}
ServerStats Server::stats() const {
  return impl_->stats();
}

}  // namespace feed_exporter
