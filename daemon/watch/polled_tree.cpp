// SPDX-License-Identifier: MIT
#include "daemon/watch/polled_tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/content/shortage.hpp"

namespace feed_exporter {
namespace {

std::int64_t nanoseconds(const timespec& moment) {
  return std::int64_t{moment.tv_sec} * 1'000'000'000 + moment.tv_nsec;
}

}  // namespace

class PolledTree::Collector : public SeedVisitor {
 public:
  Collector(std::vector<File>& files, LeftOut& left_out, std::chrono::milliseconds settled_age,
            const std::atomic<bool>& stop)
      : files_(files), left_out_(left_out), settled_age_(settled_age), stop_(stop) {}

  bool enter(const std::string&, int) override { return !stop_; }

  void found(const std::string& path, bool is_link, int descriptor, const char* name) override {
    File file;
    file.path = path;
    file.since = now_;
    file.restless_since = now_;
    struct stat status {};
    // A link stands for what it leads to; that is only asked for its status.
    const int flags = AT_NO_AUTOMOUNT | (is_link ? 0 : AT_SYMLINK_NOFOLLOW);
    if (::fstatat(descriptor, name, &status, flags) == 0) {
      file.signature = {status.st_ino, status.st_size, nanoseconds(status.st_mtim),
                        nanoseconds(status.st_ctim)};
      const auto age =
          age_of(std::max(status.st_mtim, status.st_ctim, [](const auto& left, const auto& right) {
            return nanoseconds(left) < nanoseconds(right);
          }));
      file.is_settled = age && *age >= settled_age_;
    }
    files_.push_back(std::move(file));
  }

  void skipped(const std::string& folder, Skipped reason, int error) override {
    left_out_.emplace(folder, reason);
    short_of_means_ = short_of_means_ || is_shortage(error);
  }

  bool short_of_means() const { return short_of_means_; }

 private:
  std::vector<File>& files_;
  LeftOut& left_out_;
  const std::chrono::milliseconds settled_age_;
  const std::atomic<bool>& stop_;
  bool short_of_means_ = false;
  const std::chrono::steady_clock::time_point now_ = std::chrono::steady_clock::now();
};

PollResult PolledTree::poll(const std::atomic<bool>& stop) {
  PollResult result;
  const OpenRoot root(settings_.directory);
  std::vector<File> files;
  LeftOut left_out;
  Collector collector(files, left_out, settling_.without_close, stop);
  if (root.identity.is_readable && !walk_seeds(root.descriptor.get(), "", settings_, collector))
    return result;
  if (is_shortage(root.error) || collector.short_of_means()) {
    // Nothing is known; whoever waits for the first look is not to wait for longer.
    result.everything = is_first_;
    return result;
  }

  result.everything = is_first_ || root.identity != identity_;
  if (result.everything) {
    for (const File& file : files) {
      if (!file.is_settled && (hold_young_ || !is_first_)) result.unfinished.push_back(file.path);
    }
  } else {
    LeftOut differing;
    std::ranges::set_symmetric_difference(left_out_, left_out, std::inserter(differing, differing.end()));
    for (const auto& [folder, reason] : differing) result.folders.push_back(folder);
    auto before = files_.begin();
    auto now = files.begin();
    while (before != files_.end() || now != files.end()) {
      if (now == files.end() || (before != files_.end() && before->path < now->path)) {
        result.changed.push_back((before++)->path);
      } else if (before == files_.end() || now->path < before->path) {
        report(*now++, result);
      } else {
        compare(*before++, *now++, result);
      }
    }
  }
  is_first_ = false;
  identity_ = root.identity;
  files_ = std::move(files);
  left_out_ = std::move(left_out);
  return result;
}

void PolledTree::compare(const File& before, File& now, PollResult& result) const {
  if (now.signature == before.signature) {
    // Beside its age, since a clock that runs ahead elsewhere would leave a file young for ever.
    if (before.is_settled || now.since - before.since >= settling_.without_close) now.is_settled = true;
    now.since = before.since;
    if (before.is_settled) return;
  }
  if (!before.is_settled) {
    const auto looked = now.restless_since;
    if (looked - before.restless_since >= settling_.at_the_latest) {
      result.changed.push_back(now.path);
      return;
    }
    now.restless_since = before.restless_since;
  }
  report(now, result);
}

void PolledTree::report(const File& file, PollResult& result) {
  (file.is_settled ? result.changed : result.unfinished).push_back(file.path);
}

}  // namespace feed_exporter
