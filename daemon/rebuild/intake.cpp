// SPDX-License-Identifier: MIT
#include "daemon/rebuild/intake.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {
namespace {

/// Tries after which a file that keeps changing is worth a word, some three seconds in.
constexpr std::size_t tries_before_warning = 6;

/// Articles that are unpacked together when they go to another catalog.
constexpr std::size_t articles_at_a_time = 1'024;

std::string describe(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "unknown exception";
  }
}

FileKind kind_of(SeedKind kind) {
  switch (kind) {
    case SeedKind::bad:
      return FileKind::bad;
    case SeedKind::left_out:
      return FileKind::left_out;
    case SeedKind::article:
      return FileKind::article;
    case SeedKind::not_a_seed:
      break;
  }
  return FileKind::not_a_seed;
}

/// Writes down what was read. Whether the bytes are others than before.
bool note_content(FileRecord& record, const ContentHash& hash, FileKind kind) {
  const bool fresh = record.hash != hash;
  record.hash = hash;
  record.kind = kind;
  record.stale = false;
  return fresh;
}

/// Whether a file of this kind yields nothing, so that an article it had before is lost.
bool yields_nothing(FileKind kind) {
  return kind == FileKind::not_a_seed || kind == FileKind::left_out;
}

}  // namespace

struct Intake::Round {
  Time now;
  std::vector<ArticleChange> changes;
  /// Articles at paths that were not known before, and known articles whose files are gone: by their bytes
  /// one can be told to be the other, moved.
  boost::unordered_flat_set<ContentHash, ContentHashHash> arrived;
  std::vector<std::string> gone;
  /// At the first reading everything arrives.
  bool first = false;
};

Intake::Intake(const Settings& settings, const Log& log, WorkerPool& workers, const Clock& clock)
    : settings_(settings),
      log_(log),
      workers_(workers),
      clock_(clock),
      feeds_(settings.feeds),
      catalog_(std::make_unique<Catalog>(settings.feeds)),
      guard_(settings.seeds),
      problems_(log) {}

std::size_t Intake::take(const Batch& batch) {
  Round round;
  round.now = clock_.steady();
  round.first = ledger_.size() == 0;
  std::size_t files = 0;
  if (batch.everything) everything_ = true;
  // First, so that what is read goes to its place at once and not by way of the schedule.
  latest_ = std::max(latest_, clock_.wall());
  catalog_->advance(latest_);
  const SeedTree tree(settings_.seeds);
  note_root(tree.state());
  if (tree.state() == RootState::readable) {
    if (feeds_ != settings_.feeds) renew_catalog();
    const std::vector<std::string> paths = places(tree, batch, round.now);
    files = paths.size();
    read_seed_files(
        tree, paths, settings_, workers_,
        [this](const std::string& path) {
          const FileRecord* record = ledger_.find(path);
          return record == nullptr || record->stale ? ContentHash{} : record->hash;
        },
        [&](std::span<const std::string> chunk, std::span<Reading> readings) {
          for (std::size_t i = 0; i < chunk.size(); ++i) consume(chunk[i], readings[i], round);
          if (!round.changes.empty()) catalog_->apply(std::exchange(round.changes, {}));
        });
    everything_ = false;
    if (std::exchange(other_tree_, false)) guard_.confirm();
    settle_moves(round);
    settle_deletions(round.now);
    if (taxonomy_.changed()) update_taxonomy();
  } else if (!batch.empty()) {
    // What the batch named is known to have changed, but can't be read now.
    everything_ = true;
  }
  update_duplicates();
  return files;
}

std::optional<Intake::Time> Intake::next() const {
  if (next_root_check_) return next_root_check_;
  std::optional<Time> next = retries_.next();
  const std::optional<Time> deletion = guard_.next();
  if (deletion && (!next || *deletion < *next)) next = deletion;
  return next;
}

void Intake::reconfigure(bool other_tree) {
  other_tree_ = other_tree;
  guard_.reconfigure(settings_.seeds);
  taxonomy_.reconsider();
  forget();
}

/// All articles go over, since any of their files may turn out to be bad or away just now.
void Intake::renew_catalog() {
  auto next = std::make_unique<Catalog>(settings_.feeds);
  next->advance(latest_);
  std::vector<ArticleChange> changes;
  const auto move_over = [&] { next->apply(std::exchange(changes, {})); };
  ledger_.for_each_below("", [&](const std::string& path, const FileRecord& record) {
    if (record.kept) changes.push_back({path, catalog_->article(path)});
    if (changes.size() == articles_at_a_time) move_over();
  });
  move_over();
  catalog_ = std::move(next);
  feeds_ = settings_.feeds;
}

void Intake::forget() {
  ledger_.distrust();
  everything_ = true;
}

std::vector<std::string> Intake::degraded() const {
  std::vector<std::string> reasons;
  if (root_ == RootState::missing) reasons.push_back("the seeds directory is missing");
  if (root_ == RootState::unreadable) reasons.push_back("the seeds directory cannot be read");
  if (guard_.held()) reasons.push_back(guard_.reason());
  return reasons;
}

/// A root that is away says nothing about its files: all waiting begins anew when it is back.
void Intake::note_root(RootState state) {
  if (state == RootState::readable) {
    if (root_ && root_ != state) {
      log_.info("the seeds directory can be read again", {{"directory", settings_.seeds.directory}});
      guard_.restart(clock_.steady());
      everything_ = true;
    }
    next_root_check_.reset();
  } else {
    if (root_ != state) {
      log_.error(state == RootState::missing ? "the seeds directory is missing"
                                             : "the seeds directory cannot be read",
                 {{"directory", settings_.seeds.directory}});
    }
    next_root_check_ = clock_.steady() + settings_.seeds.root_check;
  }
  root_ = state;
}

/// The paths to be read: those of the batch and those that are due, sorted, each once.
std::vector<std::string> Intake::places(const SeedTree& tree, const Batch& batch, Time now) {
  std::vector<std::string> paths;
  if (everything_) {
    add_folder(tree, "", paths);
  } else {
    paths = batch.paths;
    for (const std::string& folder : batch.folders) add_folder(tree, folder, paths);
  }
  std::ranges::move(retries_.due(now), std::back_inserter(paths));
  std::ranges::move(guard_.due(now), std::back_inserter(paths));
  std::ranges::sort(paths);
  const auto repeated = std::ranges::unique(paths);
  paths.erase(repeated.begin(), repeated.end());
  if (!batch.unfinished.empty()) {
    std::erase_if(
        paths, [&](const std::string& path) { return std::ranges::binary_search(batch.unfinished, path); });
    // They are there, whatever they hold.
    for (const std::string& path : batch.unfinished) guard_.regain(path, now);
  }
  return paths;
}

/// What the folder holds, and what it held.
void Intake::add_folder(const SeedTree& tree, const std::string& folder, std::vector<std::string>& paths) {
  std::vector<Problem> problems;
  std::vector<std::string> present = tree.list(folder, problems);
  problems_.set_below(ProblemSource::folder, folder, std::move(problems));
  const std::size_t listed = present.size();
  ledger_.for_each_below(folder, [&](const std::string& path, const FileRecord&) {
    if (!std::binary_search(present.begin(), present.begin() + static_cast<std::ptrdiff_t>(listed), path)) {
      present.push_back(path);
    }
  });
  std::ranges::move(present, std::back_inserter(paths));
}

void Intake::consume(const std::string& path, Reading& reading, Round& round) {
  if (reading.state == Reading::State::changing || reading.state == Reading::State::failed) {
    put_off(path, reading, round);
    return;
  }
  retries_.forget(path);
  const FileRecord* known = ledger_.find(path);
  FileRecord record = known == nullptr ? FileRecord{} : *known;
  switch (reading.state) {
    case Reading::State::absent:
      if (known == nullptr) {
        problems_.clear(ProblemSource::seed, path);
      } else {
        consume_loss(path, record, true, round);
      }
      return;
    case Reading::State::unchanged:
      if (record.kept && yields_nothing(record.kind)) {
        consume_loss(path, record, false, round);
      } else {
        guard_.regain(path, round.now);
      }
      return;
    case Reading::State::refused: {
      const bool fresh = note_content(record, reading.hash, FileKind::refused);
      ledger_.set(path, record);
      guard_.regain(path, round.now);
      problems_.set(ProblemSource::seed, path, {std::move(reading.problem)}, fresh);
      return;
    }
    case Reading::State::taxonomy:
      consume_taxonomy(path, reading, round);
      return;
    case Reading::State::seed:
      if (known == nullptr && !round.first && reading.seed.kind == SeedKind::article) {
        round.arrived.insert(reading.hash);
      }
      consume_seed(path, reading, round);
      return;
    case Reading::State::changing:
    case Reading::State::failed:
      return;
  }
}

void Intake::consume_seed(const std::string& path, Reading& reading, Round& round) {
  const FileRecord* known = ledger_.find(path);
  FileRecord record = known == nullptr ? FileRecord{} : *known;
  const bool was_bad = record.kind == FileKind::bad || record.kind == FileKind::refused;
  const bool fresh = note_content(record, reading.hash, kind_of(reading.seed.kind));
  problems_.set(ProblemSource::seed, path, std::move(reading.seed.problems), fresh);
  if (record.kind == FileKind::article) {
    const Article& article = *reading.seed.article;
    const bool shown = !article.withdrawn && (!article.unpublished || settings_.feeds.include_unpublished);
    if (record.shown && !shown) guard_.hide();
    record.shown = shown;
    record.kept = true;
    if (was_bad && known != nullptr) log_.info("the seed is mended", {{"path", path}});
    round.changes.push_back({path, std::move(reading.seed.article)});
  }
  ledger_.set(path, record);
  if (record.kept && yields_nothing(record.kind)) {
    consume_loss(path, record, false, round);
  } else {
    guard_.regain(path, round.now);
  }
}

/// A blank file is one that is being written, or one that is as good as gone.
void Intake::consume_taxonomy(const std::string& path, Reading& reading, Round& round) {
  const FileRecord* known = ledger_.find(path);
  FileRecord record = known == nullptr ? FileRecord{} : *known;
  const bool blank = reading.text.find_first_not_of(" \t\r\n") == std::string::npos;
  note_content(record, reading.hash, blank ? FileKind::not_a_seed : FileKind::taxonomy);
  record.kept = record.kept || !blank;
  ledger_.set(path, record);
  problems_.clear(ProblemSource::seed, path);
  if (!blank) {
    guard_.regain(path, round.now);
    taxonomy_.put(path, std::move(reading.text));
  } else if (record.kept) {
    consume_loss(path, record, false, round);
  }
}

/// A file that gave something, or was known, gives nothing now. It is believed later.
void Intake::consume_loss(const std::string& path, const FileRecord& record, bool absent, Round& round) {
  if (absent && record.kind == FileKind::article && !guard_.lost(path)) round.gone.push_back(path);
  guard_.lose(path, {record.shown, absent}, round.now);
}

/// The file is there, so that nothing is lost yet.
void Intake::put_off(const std::string& path, Reading& reading, Round& round) {
  guard_.regain(path, round.now);
  const std::size_t tries = retries_.put_off(path, round.now);
  Problem problem;
  problem.path = path;
  if (reading.state == Reading::State::failed) {
    problem.rule = "internal-error";
    problem.message =
        "the file could not be dealt with (" + describe(reading.failure) + "); it is tried again";
  } else if (tries >= tries_before_warning) {
    problem.severity = Severity::warning;
    problem.rule = "changing-file";
    problem.message = "the file changes while it is read; it is tried again";
  } else {
    return;
  }
  problems_.set(ProblemSource::seed, path, {std::move(problem)}, false);
  // Its own problems are to be found again, so that what is known of its bytes no longer counts.
  if (const FileRecord* known = ledger_.find(path)) {
    FileRecord record = *known;
    record.stale = true;
    ledger_.set(path, record);
  }
}

void Intake::remove(const DeletionGuard::Deletion& deletion, std::vector<ArticleChange>& changes) {
  const auto& [path, absent] = deletion;
  const FileRecord* known = ledger_.find(path);
  if (known == nullptr) return;
  FileRecord record = *known;
  if (record.kept && is_taxonomy_path(path)) {
    taxonomy_.erase(path);
  } else if (record.kept) {
    changes.push_back({path, std::nullopt});
  }
  if (absent) {
    ledger_.erase(path);
    problems_.clear(ProblemSource::seed, path);
  } else {
    record.kept = false;
    record.shown = false;
    ledger_.set(path, record);
  }
}

/// The same bytes have come under another path: no grace is needed, and the article is not shown twice.
void Intake::settle_moves(Round& round) {
  std::vector<ArticleChange> changes;
  for (const std::string& path : round.gone) {
    const FileRecord* record = ledger_.find(path);
    if (record == nullptr || !round.arrived.contains(record->hash)) continue;
    guard_.settle(path);
    remove({path, true}, changes);
  }
  if (!changes.empty()) catalog_->apply(std::move(changes));
}

void Intake::settle_deletions(Time now) {
  const bool held = guard_.held();
  const DeletionGuard::Census census{ledger_.shown(), ledger_.size(), [this] { return count_moved(); }};
  std::vector<ArticleChange> changes;
  for (const auto& deletion : guard_.decide(census, now)) remove(deletion, changes);
  if (guard_.held() && !held) log_.error(guard_.reason());
  if (held && !guard_.held()) {
    log_.info("deletions are no longer held", {{"deleted", static_cast<std::int64_t>(changes.size())}});
  }
  if (!changes.empty()) catalog_->apply(std::move(changes));
}

std::size_t Intake::count_moved() const {
  boost::unordered_flat_set<ContentHash, ContentHashHash> there;
  ledger_.for_each_below("", [&](const std::string& path, const FileRecord& record) {
    if (record.shown && !guard_.lost(path)) there.insert(record.hash);
  });
  std::size_t moved = 0;
  ledger_.for_each_below("", [&](const std::string& path, const FileRecord& record) {
    if (record.shown && guard_.lost(path) && there.contains(record.hash)) ++moved;
  });
  return moved;
}

void Intake::update_taxonomy() {
  std::vector<Problem> problems;
  std::vector<std::string> fresh;
  catalog_->set_taxonomy(taxonomy_.parse(settings_, problems, fresh));
  problems_.set_below(ProblemSource::taxonomy, "", std::move(problems), fresh);
}

/// While losses wait for their grace, an article that was renamed and edited is there twice: not worth a
/// word.
void Intake::update_duplicates() {
  if (guard_.size() > 0 && !guard_.held()) return;
  problems_.set_below(ProblemSource::duplicate, "", catalog_->problems());
}

}  // namespace feed_exporter
