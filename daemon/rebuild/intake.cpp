// SPDX-License-Identifier: MIT
#include "daemon/rebuild/intake.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "daemon/content/seed_path.hpp"
#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {
namespace {

/// Articles that are unpacked together when they go to another catalog.
constexpr std::size_t articles_at_a_time = 1'024;
/// For how long new and mended duplicates may go unmentioned.
constexpr std::chrono::seconds longest_untold{10};

}  // namespace

Intake::Intake(const Settings& settings, const Log& log, WorkerPool& workers, const Clock& clock)
    : settings_(settings),
      log_(log),
      workers_(workers),
      clock_(clock),
      feeds_(settings.feeds),
      max_topics_(settings.seeds.max_topics),
      catalog_(std::make_unique<Catalog>(settings.feeds, settings.seeds.max_topics)),
      records_(settings.seeds, log),
      root_(settings.seeds, log) {}

std::size_t Intake::take(const Batch& batch) {
  const Time now = clock_.steady();
  std::size_t files = 0;
  if (batch.everything) everything_ = true;
  // First, so that what is read goes to its place at once and not by way of the schedule.
  latest_ = std::max(latest_, clock_.wall());
  catalog_->advance(latest_);
  const SeedTree tree(settings_.seeds, batch.taken);
  RootState state = tree.state();
  // What was named while it was away could not be read.
  if (!root_.readable()) everything_ = true;
  std::optional<std::vector<std::string>> paths;
  if (state == RootState::readable) {
    paths = places(tree, batch, now);
    if (!paths) state = RootState::unavailable;
  }
  // A root that was away said nothing about its files: all waiting begins anew.
  if (root_.note(state, now)) records_.guard.restart(now);
  if (paths) {
    if (feeds_ != settings_.feeds || max_topics_ != settings_.seeds.max_topics) renew_catalog();
    files = read(tree, batch, *paths, now);
    note_reading(batch, now);
  }
  update_duplicates(now);
  return files;
}

std::size_t Intake::read(const SeedTree& tree, const Batch& batch, const std::vector<std::string>& paths,
                         Time now) {
  Registrar registrar(records_, settings_, log_, now);
  std::size_t done = 0;
  read_seed_files(
      tree, paths, settings_, workers_,
      [&](const std::string& path) {
        const FileRecord* record = records_.ledger.find(path);
        KnownFile known;
        if (record != nullptr && !record->stale) known.hash = record->hash;
        if (records_.retries.is_overdue(path, now)) {
          known.late = LateChange::put_up_with;
        } else if (std::ranges::binary_search(batch.renamed, path)) {
          known.late = LateChange::put_off_beyond_tick;
        }
        return known;
      },
      [&](std::span<const std::string> chunk, std::span<Reading> readings) {
        for (std::size_t i = 0; i < chunk.size(); ++i) registrar.enter(chunk[i], readings[i]);
        apply(registrar);
        done += chunk.size();
        progress_(done, paths.size());
      });
  everything_ = false;
  if (std::exchange(other_tree_, false)) records_.guard.confirm();
  registrar.settle_moves();
  registrar.settle_deletions(*catalog_);
  apply(registrar);
  return paths.size();
}

/// A tree that has just appeared holds files that may still be being written: it is complete with them.
void Intake::note_reading(const Batch& batch, Time now) {
  if (complete_) return;
  if (!first_reading_) first_reading_ = now;
  const bool waits = !batch.unfinished.empty() || records_.retries.next();
  complete_ = !batch.taken || !waits || now - *first_reading_ >= RetryQueue::patience;
}

/// The paths to be read: those of the batch and those that are due, each once; the taxonomy before the seeds,
/// so that their topics are named but once, each in its order. None: they can't be listed now.
std::optional<std::vector<std::string>> Intake::places(const SeedTree& tree, const Batch& batch, Time now) {
  std::vector<std::string> paths;
  bool is_complete = true;
  if (everything_) {
    is_complete = add_folder(tree, "", paths);
  } else {
    paths = batch.paths;
    for (const std::string& folder : batch.folders) {
      is_complete = add_folder(tree, folder, paths) && is_complete;
    }
  }
  if (!is_complete) return std::nullopt;
  std::ranges::move(records_.retries.due(now), std::back_inserter(paths));
  std::ranges::move(records_.guard.due(now), std::back_inserter(paths));
  std::ranges::sort(paths);
  const auto repeated = std::ranges::unique(paths);
  paths.erase(repeated.begin(), repeated.end());
  if (!batch.unfinished.empty()) {
    std::erase_if(
        paths, [&](const std::string& path) { return std::ranges::binary_search(batch.unfinished, path); });
    // They are there, whatever they hold, and will be named again.
    for (const std::string& path : batch.unfinished) {
      records_.guard.regain(path, now);
      records_.retries.forget(path);
    }
  }
  std::ranges::stable_partition(paths, is_taxonomy_path);
  return paths;
}

/// What the folder holds, and what it held. False if that can't be found out now.
bool Intake::add_folder(const SeedTree& tree, const std::string& folder, std::vector<std::string>& paths) {
  std::vector<Problem> problems;
  bool short_of_means = false;
  std::vector<std::string> present = tree.list(folder, problems, &short_of_means);
  if (short_of_means) return false;
  std::vector<std::string> closed;
  for (const Problem& problem : problems) {
    if (problem.rule == "unreadable-folder") closed.push_back(problem.path);
  }
  records_.problems.set_below(ProblemSource::folder, folder, std::move(problems));
  // What is below a folder that cannot be read is unknown, not gone: the folder's own problem says it all.
  const auto is_known = [&](const std::string& path) {
    return std::ranges::none_of(closed, [&](const std::string& each) { return lies_below(path, each); });
  };
  std::vector<std::string> missing;
  records_.ledger.for_each_below(folder, [&](const std::string& path, const FileRecord&) {
    if (!std::ranges::binary_search(present, path) && is_known(path)) missing.push_back(path);
  });
  std::ranges::move(present, std::back_inserter(paths));
  std::ranges::move(missing, std::back_inserter(paths));
  return true;
}

void Intake::apply(Registrar& registrar) {
  if (records_.taxonomy.changed()) {
    std::vector<Problem> problems;
    std::vector<std::string> fresh;
    catalog_->set_taxonomy(records_.taxonomy.parse(settings_, problems, fresh));
    records_.problems.set_below(ProblemSource::taxonomy, "", std::move(problems), fresh);
  }
  std::vector<ArticleChange> changes = registrar.take_changes();
  if (!changes.empty()) catalog_->apply(std::move(changes));
}

/// While losses wait for their grace, an article that was renamed and edited is there twice: not worth a
/// word, unless there is always one that waits.
void Intake::update_duplicates(Time now) {
  const bool waits = records_.guard.size() > 0 && !records_.guard.held();
  if (waits && now - duplicates_told_ < longest_untold) return;
  duplicates_told_ = now;
  records_.problems.set_below(ProblemSource::duplicate, "", catalog_->problems());
}

/// All articles go over, since any of their files may turn out to be bad or away just now.
void Intake::renew_catalog() {
  auto next = std::make_unique<Catalog>(settings_.feeds, settings_.seeds.max_topics);
  next->advance(latest_);
  std::vector<ArticleChange> changes;
  const auto move_over = [&] { next->apply(std::exchange(changes, {})); };
  records_.ledger.for_each_below("", [&](const std::string& path, const FileRecord& record) {
    if (record.kept) changes.push_back({path, catalog_->article(path)});
    if (changes.size() == articles_at_a_time) move_over();
  });
  move_over();
  catalog_ = std::move(next);
  feeds_ = settings_.feeds;
  max_topics_ = settings_.seeds.max_topics;
}

std::optional<Intake::Time> Intake::next() const {
  if (root_.next()) return root_.next();
  std::optional<Time> next = records_.retries.next();
  const auto consider = [&next](std::optional<Time> time) {
    if (time && (!next || *time < *next)) next = time;
  };
  consider(records_.guard.next());
  if (first_reading_ && !complete_) consider(*first_reading_ + RetryQueue::patience);
  return next;
}

void Intake::reconfigure(bool other_tree) {
  // Until everything has been read, further settings may follow.
  other_tree_ = other_tree_ || other_tree;
  records_.guard.reconfigure(settings_.seeds);
  records_.taxonomy.reconsider();
  forget();
}

void Intake::forget() {
  records_.ledger.distrust();
  everything_ = true;
}

void Intake::confirm_deletions() {
  if (records_.guard.held()) {
    log_.info("the deletions that were held are confirmed",
              {{"files", static_cast<std::int64_t>(records_.guard.size())}});
  }
  records_.guard.confirm();
}

std::vector<std::string> Intake::degraded() const {
  std::vector<std::string> reasons;
  if (!root_.reason().empty()) reasons.push_back(root_.reason());
  if (is_partial()) reasons.push_back("the seeds are still being written");
  if (records_.guard.held()) reasons.push_back(records_.guard.reason());
  return reasons;
}

}  // namespace feed_exporter
