// SPDX-License-Identifier: MIT
#include "daemon/rebuild/registrar.hpp"

#include <exception>
#include <utility>

#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {
namespace {

/// Tries after which a file that keeps changing is worth a word, some two seconds in.
constexpr std::size_t tries_before_warning = 11;

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

/// Whether the file is there but yields nothing, although something of it is kept.
bool is_emptied(const FileRecord& record) {
  return record.kept && (record.kind == FileKind::not_a_seed || record.kind == FileKind::left_out);
}

}  // namespace

FileRecord Registrar::record_of(const std::string& path) const {
  const FileRecord* known = records_.ledger.find(path);
  return known == nullptr ? FileRecord{} : *known;
}

void Registrar::enter(const std::string& path, Reading& reading) {
  if (reading.state != Reading::State::changing && reading.state != Reading::State::failed) {
    records_.retries.forget(path);
  }
  switch (reading.state) {
    case Reading::State::absent:
      enter_absence(path);
      break;
    case Reading::State::unchanged:
      settle_standing(path, record_of(path));
      break;
    case Reading::State::refused:
      enter_refusal(path, reading);
      break;
    case Reading::State::taxonomy:
      enter_taxonomy(path, reading);
      break;
    case Reading::State::seed:
      enter_seed(path, reading);
      break;
    case Reading::State::changing:
    case Reading::State::failed:
      put_off(path, reading);
      break;
  }
}

/// A file that is there is lost if it yields nothing any more, and no longer lost if it does.
void Registrar::settle_standing(const std::string& path, const FileRecord& record) {
  if (is_emptied(record)) {
    records_.guard.lose(path, {record.shown, false}, now_);
  } else {
    records_.guard.regain(path, now_);
  }
}

void Registrar::enter_absence(const std::string& path) {
  const FileRecord* known = records_.ledger.find(path);
  if (known == nullptr) {
    records_.problems.clear(ProblemSource::seed, path);
    return;
  }
  if (known->kind == FileKind::article && !records_.guard.lost(path)) gone_.push_back(path);
  records_.guard.lose(path, {known->shown, true}, now_);
}

void Registrar::enter_refusal(const std::string& path, Reading& reading) {
  FileRecord record = record_of(path);
  const bool fresh = note_content(record, reading.hash, FileKind::refused);
  records_.ledger.set(path, record);
  records_.problems.set(ProblemSource::seed, path, {std::move(reading.problem)}, fresh);
  settle_standing(path, record);
}

void Registrar::enter_seed(const std::string& path, Reading& reading) {
  const FileRecord* known = records_.ledger.find(path);
  FileRecord record = record_of(path);
  const bool was_bad = record.kind == FileKind::bad || record.kind == FileKind::refused;
  const bool fresh = note_content(record, reading.hash, kind_of(reading.seed.kind));
  records_.problems.set(ProblemSource::seed, path, std::move(reading.seed.problems), fresh);
  if (record.kind == FileKind::article) {
    const Article& article = *reading.seed.article;
    const bool shown = !article.withdrawn && (!article.unpublished || settings_.feeds.include_unpublished);
    if (record.shown && !shown) records_.guard.hide();
    record.shown = shown;
    record.kept = true;
    if (was_bad) log_.info("the seed is mended", {{"path", path}});
    if (known == nullptr && !first_round_) arrived_.insert(reading.hash);
    changes_.push_back({path, std::move(reading.seed.article)});
  }
  records_.ledger.set(path, record);
  settle_standing(path, record);
}

/// A blank file is one that is being written, or one that is as good as gone.
void Registrar::enter_taxonomy(const std::string& path, Reading& reading) {
  FileRecord record = record_of(path);
  const bool blank = reading.text.find_first_not_of(" \t\r\n") == std::string::npos;
  note_content(record, reading.hash, blank ? FileKind::not_a_seed : FileKind::taxonomy);
  record.kept = record.kept || !blank;
  records_.ledger.set(path, record);
  records_.problems.clear(ProblemSource::seed, path);
  if (!blank) records_.taxonomy.put(path, std::move(reading.text));
  settle_standing(path, record);
}

/// The file is there as far as is known, so that nothing is lost yet.
void Registrar::put_off(const std::string& path, const Reading& reading) {
  records_.guard.regain(path, now_);
  const std::size_t tries = records_.retries.put_off(path, now_);
  Problem problem;
  problem.path = path;
  if (reading.state == Reading::State::failed) {
    problem.rule = "internal-error";
    problem.message =
        "the file could not be dealt with (" + describe(reading.failure) + "); it is tried again";
  } else if (tries >= tries_before_warning) {
    problem.severity = Severity::warning;
    problem.rule = "changing-file";
    problem.message = "the file keeps changing while it is read; it is tried again";
  } else {
    return;
  }
  records_.problems.set(ProblemSource::seed, path, {std::move(problem)}, false);
  // Its own problems are to be found again, so that what is known of its bytes no longer counts.
  if (records_.ledger.find(path) == nullptr) return;
  FileRecord record = record_of(path);
  record.stale = true;
  records_.ledger.set(path, record);
}

void Registrar::remove(const DeletionGuard::Deletion& deletion) {
  const auto& [path, absent] = deletion;
  FileRecord record = record_of(path);
  if (record.kept && is_taxonomy_path(path)) {
    records_.taxonomy.erase(path);
  } else if (record.kept) {
    changes_.push_back({path, std::nullopt});
  }
  if (absent) {
    records_.ledger.erase(path);
    records_.problems.clear(ProblemSource::seed, path);
  } else {
    record.kept = false;
    record.shown = false;
    records_.ledger.set(path, record);
  }
}

void Registrar::settle_moves() {
  for (const std::string& path : gone_) {
    if (!arrived_.contains(record_of(path).hash)) continue;
    records_.guard.settle(path);
    remove({path, true});
  }
}

void Registrar::settle_deletions(const Catalog& catalog) {
  DeletionGuard& guard = records_.guard;
  const bool held = guard.held();
  const auto deletions = guard.decide(
      {records_.ledger.shown(), records_.ledger.size(), [&] { return count_moved(catalog); }}, now_);
  for (const DeletionGuard::Deletion& deletion : deletions) remove(deletion);
  if (guard.held() && !held) log_.error(guard.reason());
  if (held && !guard.held()) {
    log_.info("deletions are no longer held", {{"deleted", static_cast<std::int64_t>(deletions.size())}});
  }
}

std::size_t Registrar::count_moved(const Catalog& catalog) const {
  boost::unordered_flat_set<ContentHash, ContentHashHash> there;
  records_.ledger.for_each_below("", [&](const std::string& path, const FileRecord& record) {
    if (record.shown && !records_.guard.lost(path)) there.insert(record.hash);
  });
  std::vector<std::string> lost = records_.guard.lost_articles();
  const std::size_t all = lost.size();
  std::erase_if(lost, [&](const std::string& path) { return there.contains(record_of(path).hash); });
  return all - lost.size() + catalog.count_replaceable(lost);
}

std::vector<ArticleChange> Registrar::take_changes() {
  return std::exchange(changes_, {});
}

}  // namespace feed_exporter
