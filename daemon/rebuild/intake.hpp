// SPDX-License-Identifier: MIT
// The seeds as they were last read: takes batches of changed places, reads and parses what they name, and
// keeps the catalog, the problems and everything that is waited for in step. Owned by the rebuild thread.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/clock.hpp"
#include "daemon/content/seed_tree.hpp"
#include "daemon/log.hpp"
#include "daemon/rebuild/deletion_guard.hpp"
#include "daemon/rebuild/ledger.hpp"
#include "daemon/rebuild/problem_book.hpp"
#include "daemon/rebuild/retry_queue.hpp"
#include "daemon/rebuild/seed_reader.hpp"
#include "daemon/rebuild/taxonomy_files.hpp"
#include "daemon/watch/batch.hpp"
#include "daemon/worker_pool.hpp"

namespace feed_exporter {

class Intake {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `settings` stays valid and changes only around `reconfigure`.
  Intake(const Settings& settings, const Log& log, WorkerPool& workers, const Clock& clock);

  /// Deals with a batch (which may be empty) and with all that is due. Returns how many files were read. If
  /// it throws, `forget` is to be called before the next.
  std::size_t take(const Batch& batch);
  /// When something is due, apart from articles of the future.
  std::optional<Time> next() const;

  /// All losses so far are meant as deletions.
  void confirm_deletions() { guard_.confirm(); }
  /// The settings have changed: the next `take` reads and parses everything anew. Where they name other files
  /// than before (`other_tree`), it is meant that those of before are gone.
  void reconfigure(bool other_tree);
  /// Trusts nothing that was read: the next `take` reads and parses everything anew, and changes what
  /// differs.
  void forget();

  Catalog& catalog() { return *catalog_; }
  const Catalog& catalog() const { return *catalog_; }
  const ProblemBook& problems() const { return problems_; }
  const Ledger& ledger() const { return ledger_; }
  bool deletions_held() const { return guard_.held(); }
  RootState root() const { return root_.value_or(RootState::missing); }
  /// Why what is served may not be what the seeds say, one line each.
  std::vector<std::string> degraded() const;

 private:
  /// What one call of `take` gathers.
  struct Round;

  void note_root(RootState state);
  void renew_catalog();
  std::vector<std::string> places(const SeedTree& tree, const Batch& batch, Time now);
  void add_folder(const SeedTree& tree, const std::string& folder, std::vector<std::string>& paths);
  void consume(const std::string& path, Reading& reading, Round& round);
  void consume_seed(const std::string& path, Reading& reading, Round& round);
  void consume_loss(const std::string& path, const FileRecord& record, bool absent, Round& round);
  void put_off(const std::string& path, Reading& reading, Round& round);
  void consume_taxonomy(const std::string& path, Reading& reading, Round& round);
  void remove(const DeletionGuard::Deletion& deletion, std::vector<ArticleChange>& changes);
  void settle_moves(Round& round);
  void settle_deletions(Time now);
  std::size_t count_moved() const;
  void update_taxonomy();
  void update_duplicates();

  const Settings& settings_;
  const Log& log_;
  WorkerPool& workers_;
  const Clock& clock_;
  /// What the catalog was made with.
  FeedSettings feeds_;
  std::unique_ptr<Catalog> catalog_;
  /// The latest time of day there was: what has appeared stays, though the clock step back.
  std::chrono::sys_seconds latest_ = std::chrono::sys_seconds::min();
  Ledger ledger_;
  DeletionGuard guard_;
  RetryQueue retries_;
  TaxonomyFiles taxonomy_;
  ProblemBook problems_;
  /// As it was last found; none before the first `take`.
  std::optional<RootState> root_;
  /// Everything is to be read as soon as the root can be.
  bool everything_ = true;
  bool other_tree_ = false;
  /// When to look for a missing root again.
  std::optional<Time> next_root_check_;
};

}  // namespace feed_exporter
