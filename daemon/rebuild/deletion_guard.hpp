// SPDX-License-Identifier: MIT
// Decides which losses are deletions. A loss is a known file that yields nothing any more: gone, emptied,
// without front matter, left out. It is believed after it has lasted for the grace time, unless so much is
// lost that an accident is likelier. Owned by the rebuild thread; knows no disk and no catalog.
//
// The measure of an accident is how many articles go at once, or in slices within `slice_time`, of those that
// were there before. What comes meanwhile makes up for slices, but not for what goes at once: another tree in
// the place of this one is an accident, too. Articles that are there under another path do not count, so that
// a renamed folder is none.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/rebuild/recent_first.hpp"
#include "daemon/rebuild/recent_maximum.hpp"

namespace feed_exporter {

class DeletionGuard {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Fewer articles than this may go at once, whatever share they are.
  static constexpr std::size_t least_mass = 10;

  /// What goes within this time counts together: one `rm -r` or one checkout comes in several batches,
  /// whereas what is deleted bit by bit is meant.
  static constexpr std::chrono::seconds slice_time{10};

  /// The tree as it is when a decision is made.
  struct Census {
    /// Articles that may be shown, those of lost files among them.
    std::size_t shown = 0;
    /// Known files, lost ones among them.
    std::size_t files = 0;
    /// Of the articles of lost files that may be shown, how many are there in another file: with the same
    /// bytes, the same id or the same URL. Asked for only where the answer matters, since it takes a walk
    /// through the ledger.
    std::function<std::size_t()> moved = [] { return std::size_t{0}; };
  };

  struct Loss {
    /// Its article may be shown.
    bool shown = false;
    /// The file itself is gone, not only what it held.
    bool absent = false;
  };

  struct Deletion {
    std::string path;
    /// The file itself is gone, not only what it held.
    bool absent = false;
    bool operator==(const Deletion&) const = default;
  };

  explicit DeletionGuard(const SeedSettings& settings) { reconfigure(settings); }
  void reconfigure(const SeedSettings& settings);

  /// The file yields nothing. The grace time runs from the first call for a path on.
  void lose(const std::string& path, const Loss& loss, Time now);
  /// The file yields something again; does nothing if it was not lost.
  void regain(const std::string& path, Time now);
  /// Takes a loss out without a decision, because it is known to be a deletion.
  void settle(const std::string& path);
  /// Begins every grace time anew: the root was away, which says nothing about its files.
  void restart(Time now) { not_before_ = now; }
  /// An article is hidden by an edit, which is meant: it does not count as lost.
  void hide() { excuse(1); }
  /// All present losses are meant; only their grace time is still waited for.
  void confirm();

  /// The lost files whose grace time is over, sorted: to be looked at again before `decide`. None while they
  /// are held.
  std::vector<std::string> due(Time now) const;
  /// Takes out and returns, sorted, the losses that are deletions now.
  std::vector<Deletion> decide(const Census& census, Time now);
  /// When `due` has something next.
  std::optional<Time> next() const;

  bool lost(const std::string& path) const { return losses_.contains(path); }
  /// The lost files whose article may be shown, sorted.
  std::vector<std::string> lost_articles() const;
  std::size_t size() const { return losses_.size(); }
  bool held() const { return held_since_.has_value(); }
  /// Why deletions are held, for people; empty if they are not.
  const std::string& reason() const { return reason_; }

 private:
  struct Entry {
    Loss loss;
    Time since;
    bool confirmed = false;
  };
  bool is_due(const Entry& entry, Time now) const;
  bool hold_is_over(Time now) const;
  void excuse(std::size_t articles);
  std::size_t missing() const;
  void hold(bool empty, Time now);
  void release();

  std::chrono::milliseconds grace_{};
  std::chrono::milliseconds longest_hold_{};
  std::map<std::string, Entry> losses_;
  /// Of the losses: shown and not confirmed; absent.
  std::size_t open_ = 0;
  std::size_t absent_ = 0;
  /// Grace times begin at the earliest here.
  Time not_before_ = Time::min();
  /// Articles that may be shown, before the losses of the last while; and those of them that were not lost.
  /// As they were when a hold began, while there is one, and less those that went because it was meant.
  RecentFirst before_{slice_time};
  RecentMaximum present_{slice_time};
  /// Those that might be shown at the last decision.
  std::size_t shown_now_ = 0;
  /// The last of `present_`.
  std::size_t present_now_ = 0;
  std::optional<Time> held_since_;
  /// Held because the tree is empty: without a time limit.
  bool held_empty_ = false;
  std::string reason_;
};

}  // namespace feed_exporter
