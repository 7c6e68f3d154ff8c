// SPDX-License-Identifier: MIT
// The seeds as they were last read: takes batches of changed places, has read and parsed what they name, and
// keeps the catalog, the problems and everything that is waited for in step. Owned by the rebuild thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/settings.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/clock.hpp"
#include "daemon/content/seed_tree.hpp"
#include "daemon/log.hpp"
#include "daemon/rebuild/registrar.hpp"
#include "daemon/rebuild/root_watch.hpp"
#include "daemon/watch/batch.hpp"
#include "daemon/worker_pool.hpp"

namespace feed_exporter {

class Intake {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `settings` stays valid and changes only just before `reconfigure`.
  Intake(const Settings& settings, const Log& log, WorkerPool& workers, const Clock& clock);

  /// Deals with a batch (which may be empty) and with all that is due. Returns how many files were read. If
  /// it throws, `forget` is to be called before the next.
  std::size_t take(const Batch& batch);
  /// When something is due, apart from articles of the future.
  std::optional<Time> next() const;

  /// Gets how many of how many files a `take` has read.
  void set_progress(std::function<void(std::size_t, std::size_t)> progress) {
    progress_ = std::move(progress);
  }

  /// All losses so far are meant as deletions.
  void confirm_deletions();
  /// The settings have changed: the next `take` reads and parses everything anew. Where they name other files
  /// than before (`other_tree`), it is meant that those of before are gone.
  void reconfigure(bool other_tree);
  /// Trusts nothing that was read: the next `take` reads and parses everything anew, and changes what
  /// differs.
  void forget();

  Catalog& catalog() { return *catalog_; }
  const Catalog& catalog() const { return *catalog_; }
  const ProblemBook& problems() const { return records_.problems; }
  const Ledger& ledger() const { return records_.ledger; }
  bool deletions_held() const { return records_.guard.held(); }
  /// The tree can be read, and has been once: all that it held then, but for files that are written for ever.
  bool ready() const { return root_.readable() && complete_; }
  /// The tree can be read, and some files of the first reading are still waited for.
  bool is_partial() const { return root_.readable() && !complete_; }
  /// Why what is served may not be what the seeds say, one line each.
  std::vector<std::string> degraded() const;

 private:
  std::size_t read(const SeedTree& tree, const Batch& batch, const std::vector<std::string>& paths, Time now);
  std::optional<std::vector<std::string>> places(const SeedTree& tree, const Batch& batch, Time now);
  bool add_folder(const SeedTree& tree, const std::string& folder, std::vector<std::string>& paths);
  void note_reading(const Batch& batch, Time now);
  void apply(Registrar& registrar);
  void renew_catalog();
  void update_duplicates(Time now);

  const Settings& settings_;
  const Log& log_;
  WorkerPool& workers_;
  const Clock& clock_;
  /// What the catalog was made with.
  FeedSettings feeds_;
  std::size_t max_topics_;
  std::unique_ptr<Catalog> catalog_;
  /// The latest time of day there was: what has appeared stays, though the clock step back.
  std::chrono::sys_seconds latest_ = std::chrono::sys_seconds::min();
  SeedRecords records_;
  RootWatch root_;
  /// Everything is to be read as soon as the root can be.
  bool everything_ = true;
  bool other_tree_ = false;
  Time duplicates_told_{};
  /// Nothing of the first reading is waited for any more.
  bool complete_ = false;
  std::optional<Time> first_reading_;
  std::function<void(std::size_t, std::size_t)> progress_ = [](std::size_t, std::size_t) {};
};

}  // namespace feed_exporter
