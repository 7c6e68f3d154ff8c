// SPDX-License-Identifier: MIT
#include "daemon/rebuild/retry_queue.hpp"

#include <algorithm>

namespace feed_exporter {

std::size_t RetryQueue::put_off(const std::string& path, Time now) {
  Retry& retry = retries_.try_emplace(path, Retry{0, now, now}).first->second;
  auto delay = first_delay;
  for (std::size_t i = 0; i < retry.tries && delay < longest_delay; ++i) delay *= 2;
  retry.at = now + std::min(delay, longest_delay);
  return ++retry.tries;
}

bool RetryQueue::is_overdue(const std::string& path, Time now) const {
  const auto retry = retries_.find(path);
  return retry != retries_.end() && now - retry->second.since >= patience;
}

void RetryQueue::forget(const std::string& path) {
  retries_.erase(path);
}

std::vector<std::string> RetryQueue::due(Time now) const {
  std::vector<std::string> paths;
  for (const auto& [path, retry] : retries_) {
    if (retry.at <= now) paths.push_back(path);
  }
  return paths;
}

std::optional<RetryQueue::Time> RetryQueue::next() const {
  std::optional<Time> next;
  for (const auto& [path, retry] : retries_) {
    if (!next || retry.at < *next) next = retry.at;
  }
  return next;
}

}  // namespace feed_exporter
