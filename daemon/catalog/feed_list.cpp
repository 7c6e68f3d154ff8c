// SPDX-License-Identifier: MIT
#include "daemon/catalog/feed_list.hpp"

#include <algorithm>
#include <utility>

namespace feed_exporter {

bool FeedList::apply(const ArticleStore& store, std::vector<Slot>& removed, std::vector<Slot>& added,
                     std::size_t window) {
  const auto older = [&store](Slot left, Slot right) { return store.older(left, right); };
  std::sort(removed.begin(), removed.end(), older);
  std::sort(added.begin(), added.end(), older);

  const std::size_t size = slots_.size() - removed.size() + added.size();
  const auto reaches_window = [&](std::size_t position, std::size_t of) { return of - position <= window; };
  bool reached = false;

  // An edit that moves nothing is the most frequent change.
  if (removed.size() == 1 && added.size() == 1 && !older(removed[0], added[0]) &&
      !older(added[0], removed[0])) {
    const auto place = std::lower_bound(slots_.begin(), slots_.end(), removed[0], older);
    *place = added[0];
    return reaches_window(static_cast<std::size_t>(place - slots_.begin()), size);
  }
  if (removed.size() + added.size() == 1) {
    const Slot slot = removed.empty() ? added[0] : removed[0];
    const auto place = std::lower_bound(slots_.begin(), slots_.end(), slot, older);
    reached = reaches_window(static_cast<std::size_t>(place - slots_.begin()), std::max(size, slots_.size()));
    removed.empty() ? slots_.insert(place, slot) : slots_.erase(place);
    return reached;
  }

  std::vector<Slot> merged;
  merged.reserve(size);
  auto from = slots_.begin();
  auto out = removed.begin();
  auto in = added.begin();
  while (out != removed.end() || in != added.end()) {
    const bool leaves = out != removed.end() && (in == added.end() || !older(*in, *out));
    const bool enters = in != added.end() && (out == removed.end() || !older(*out, *in));
    const auto place = std::lower_bound(from, slots_.end(), leaves ? *out : *in, older);
    merged.insert(merged.end(), from, place);
    from = place;
    if (leaves) {
      reached = reached || reaches_window(static_cast<std::size_t>(place - slots_.begin()), slots_.size());
      ++from;
      ++out;
    }
    if (enters) {
      reached = reached || reaches_window(merged.size(), size);
      merged.push_back(*in++);
    }
  }
  merged.insert(merged.end(), from, slots_.end());
  slots_ = std::move(merged);
  return reached;
}

bool FeedList::in_window(const ArticleStore& store, Slot slot, std::size_t window) const {
  return slots_.size() <= window || (window > 0 && !store.older(slot, slots_[slots_.size() - window]));
}

}  // namespace feed_exporter
