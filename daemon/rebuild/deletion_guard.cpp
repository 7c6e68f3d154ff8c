// SPDX-License-Identifier: MIT
#include "daemon/rebuild/deletion_guard.hpp"

#include <algorithm>

namespace feed_exporter {
namespace {

std::string describe(std::chrono::milliseconds time) {
  using namespace std::chrono;
  if (time >= minutes(1)) return std::to_string(duration_cast<minutes>(time).count()) + " min";
  return std::to_string(duration_cast<seconds>(time).count()) + " s";
}

}  // namespace

void DeletionGuard::reconfigure(const SeedSettings& settings) {
  grace_ = settings.deletion_grace;
  longest_hold_ = settings.mass_deletion_hold;
}

void DeletionGuard::lose(const std::string& path, const Loss& loss, Time now) {
  const auto [entry, added] = losses_.try_emplace(path, Entry{loss, now});
  if (added) {
    if (loss.shown) ++open_;
    if (loss.absent) ++absent_;
    if (loss.shown && !held()) before_.note(shown_now_, now);
  } else if (entry->second.loss.absent != loss.absent) {
    loss.absent ? ++absent_ : --absent_;
    entry->second.loss.absent = loss.absent;
  }
}

void DeletionGuard::regain(const std::string& path, Time now) {
  if (!losses_.contains(path)) return;
  settle(path);
  // While a large tree comes back, what is still missing is likely on its way.
  if (held()) not_before_ = now;
}

void DeletionGuard::settle(const std::string& path) {
  const auto entry = losses_.find(path);
  if (entry == losses_.end()) return;
  if (entry->second.loss.absent) --absent_;
  if (entry->second.loss.shown && !entry->second.confirmed) --open_;
  losses_.erase(entry);
}

void DeletionGuard::confirm() {
  for (auto& [path, entry] : losses_) entry.confirmed = true;
  open_ = 0;
  release();
}

bool DeletionGuard::is_due(const Entry& entry, Time now) const {
  return std::max(entry.since, not_before_) + grace_ <= now;
}

bool DeletionGuard::hold_is_over(Time now) const {
  return held() && !held_empty_ && now - *held_since_ >= longest_hold_;
}

std::vector<std::string> DeletionGuard::due(Time now) const {
  std::vector<std::string> paths;
  if (held() && !hold_is_over(now)) return paths;
  for (const auto& [path, entry] : losses_) {
    if (is_due(entry, now)) paths.push_back(path);
  }
  return paths;
}

std::optional<DeletionGuard::Time> DeletionGuard::next() const {
  if (losses_.empty() || (held() && held_empty_)) return std::nullopt;
  if (held()) return *held_since_ + longest_hold_;
  const auto first =
      std::ranges::min_element(losses_, {}, [](const auto& item) { return item.second.since; });
  return std::max(first->second.since, not_before_) + grace_;
}

std::vector<std::string> DeletionGuard::lost_articles() const {
  std::vector<std::string> paths;
  for (const auto& [path, entry] : losses_) {
    if (entry.loss.shown) paths.push_back(path);
  }
  return paths;
}

/// These went, or will go, because that is meant.
void DeletionGuard::excuse(std::size_t articles) {
  before_.lower(articles);
  present_.lower(articles);
}

/// Articles that are gone by now of those there were, deleted ones among them.
std::size_t DeletionGuard::missing() const {
  const std::size_t before = present_.get();
  return std::max(open_, before - std::min(before, present_now_));
}

void DeletionGuard::hold(bool empty, Time now) {
  // A tree that was empty and begins to fill again is given its time from here on.
  if (!held() || (held_empty_ && !empty)) held_since_ = now;
  held_empty_ = empty;
  if (empty) {
    reason_ =
        "the seeds directory is empty: what it held is served on until files come back or SIGHUP confirms "
        "their deletion";
  } else {
    reason_ = std::to_string(missing()) + " of " + std::to_string(before_.get()) +
              " articles are gone: their deletion is held for " + describe(longest_hold_) +
              " or until SIGHUP confirms it";
  }
}

void DeletionGuard::release() {
  held_since_.reset();
  held_empty_ = false;
  reason_.clear();
}

std::vector<DeletionGuard::Deletion> DeletionGuard::decide(const Census& census, Time now) {
  if (losses_.empty()) release();
  if (hold_is_over(now)) confirm();
  present_now_ = census.shown - std::min(census.shown, open_);
  if (!held()) present_.note(present_now_, now);
  shown_now_ = census.shown;
  if (losses_.empty()) return {};

  std::size_t due_shown = 0;
  bool any_due = false;
  for (const auto& [path, entry] : losses_) {
    if (!is_due(entry, now)) continue;
    any_due = true;
    if (entry.loss.shown && !entry.confirmed) ++due_shown;
  }
  // Content that is there under another path is not lost, and was counted twice if it came there first.
  std::optional<std::size_t> moved;
  const auto is_mass = [&](std::size_t lost) {
    const auto is_most = [this](std::size_t articles) {
      return articles >= least_mass && articles * 2 > before_.get();
    };
    if (!is_most(lost)) return false;
    if (!moved) moved = census.moved();
    return is_most(lost - std::min(lost, *moved));
  };
  const auto fewer_than_before = [this](std::size_t articles) {
    const std::size_t before = present_.get();
    return before - std::min(before, articles);
  };
  const auto is_mass_due = [&] {
    return due_shown > 0 && is_mass(std::max(due_shown, fewer_than_before(census.shown - due_shown)));
  };
  // One file alone may be deleted, though it be the last.
  const bool empty = absent_ == census.files && absent_ >= 2 && open_ > 0;
  if (held() ? empty || is_mass(missing()) : any_due && (empty || is_mass_due())) {
    hold(empty, now);
    return {};
  }
  if (held()) {
    release();
    not_before_ = now;
  } else if (any_due && is_mass(fewer_than_before(present_now_))) {
    // Only together with what is not due yet is it too much, and nothing comes in its place: that may come
    // back or join in, so wait.
    not_before_ = now;
  }

  std::vector<Deletion> deletions;
  for (auto entry = losses_.begin(); entry != losses_.end();) {
    const auto current = entry++;
    if (!is_due(current->second, now)) continue;
    const auto& [loss, since, confirmed] = current->second;
    if (loss.shown) --shown_now_;
    if (loss.shown && confirmed) excuse(1);
    deletions.push_back({current->first, loss.absent});
    settle(deletions.back().path);
  }
  excuse(std::min(moved.value_or(0), deletions.size()));
  return deletions;
}

}  // namespace feed_exporter
