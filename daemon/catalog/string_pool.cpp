// SPDX-License-Identifier: MIT
#include "daemon/catalog/string_pool.hpp"

namespace feed_exporter {

StringPool::StringPool() : items_(1), index_(0, Hash{this}, Equal{this}) {}

StringPool::Id StringPool::acquire(std::string_view text) {
  if (text.empty()) return empty;
  if (const auto found = index_.find(text); found != index_.end()) {
    ++items_[*found].uses;
    return *found;
  }
  Id id = 0;
  if (free_.empty()) {
    id = static_cast<Id>(items_.size());
    items_.emplace_back();
  } else {
    id = free_.back();
    free_.pop_back();
  }
  items_[id] = {std::string(text), 1};
  index_.insert(id);
  return id;
}

void StringPool::release(Id id) {
  if (id == empty || --items_[id].uses > 0) return;
  index_.erase(id);
  items_[id].text = std::string();
  free_.push_back(id);
}

}  // namespace feed_exporter
