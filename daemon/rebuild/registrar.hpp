// SPDX-License-Identifier: MIT
// Enters what was read into the records of the seeds, and finds out what it means for the catalog: articles
// that come, change, move, are lost or count as deleted. One for each round of reading; rebuild thread.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/log.hpp"
#include "daemon/rebuild/deletion_guard.hpp"
#include "daemon/rebuild/ledger.hpp"
#include "daemon/rebuild/problem_book.hpp"
#include "daemon/rebuild/retry_queue.hpp"
#include "daemon/rebuild/seed_reader.hpp"
#include "daemon/rebuild/taxonomy_files.hpp"

namespace feed_exporter {

/// All that is known of the seeds beside their articles, which are in the catalog.
struct SeedRecords {
  SeedRecords(const SeedSettings& settings, const Log& log) : guard(settings), problems(log) {}
  Ledger ledger;
  DeletionGuard guard;
  RetryQueue retries;
  TaxonomyFiles taxonomy;
  ProblemBook problems;
};

class Registrar {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Registrar(SeedRecords& records, const Settings& settings, const Log& log, Time now)
      : records_(records),
        settings_(settings),
        log_(log),
        now_(now),
        first_round_(records.ledger.size() == 0) {}

  /// Takes from `reading` what it needs.
  void enter(const std::string& path, Reading& reading);
  /// Files whose bytes have come under another path are gone: no grace is needed, and the article is not
  /// shown twice. After all readings.
  void settle_moves();
  /// Carries out the deletions that are due and not held. After `settle_moves`; `catalog` must know all
  /// that was read.
  void settle_deletions(const Catalog& catalog);

  /// The changes for the catalog since the last call, in the order in which they are to be applied.
  std::vector<ArticleChange> take_changes();

 private:
  FileRecord record_of(const std::string& path) const;
  void enter_absence(const std::string& path);
  void enter_refusal(const std::string& path, Reading& reading);
  void enter_seed(const std::string& path, Reading& reading);
  void enter_taxonomy(const std::string& path, Reading& reading);
  void put_off(const std::string& path, const Reading& reading);
  void settle_standing(const std::string& path, const FileRecord& record);
  void remove(const DeletionGuard::Deletion& deletion);
  std::size_t count_moved(const Catalog& catalog) const;

  SeedRecords& records_;
  const Settings& settings_;
  const Log& log_;
  const Time now_;
  /// At the first reading everything arrives.
  const bool first_round_;
  std::vector<ArticleChange> changes_;
  /// The bytes of articles at new paths, and the paths of articles whose files are gone.
  boost::unordered_flat_set<ContentHash, ContentHashHash> arrived_;
  std::vector<std::string> gone_;
};

}  // namespace feed_exporter
