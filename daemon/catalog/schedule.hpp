// SPDX-License-Identifier: MIT
// Articles of the future, by when they are due. Owned by the catalog.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "daemon/catalog/article_store.hpp"

namespace feed_exporter {

class Schedule {
 public:
  void add(std::chrono::sys_seconds due, Slot slot) { waiting_.emplace(due, slot); }
  void remove(std::chrono::sys_seconds due, Slot slot) { waiting_.erase({due, slot}); }
  /// Takes out what is due at `now` or before.
  std::vector<Slot> take_due(std::chrono::sys_seconds now) {
    std::vector<Slot> due;
    while (!waiting_.empty() && waiting_.begin()->first <= now) {
      due.push_back(waiting_.extract(waiting_.begin()).value().second);
    }
    return due;
  }
  std::optional<std::chrono::sys_seconds> next_due() const {
    return waiting_.empty() ? std::nullopt : std::optional(waiting_.begin()->first);
  }

 private:
  std::set<std::pair<std::chrono::sys_seconds, Slot>> waiting_;
};

}  // namespace feed_exporter
