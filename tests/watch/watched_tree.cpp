// SPDX-License-Identifier: MIT
#include "tests/watch/watched_tree.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>

namespace feed_exporter {
namespace {

/// Long enough for a loaded machine under a sanitizer; only failures wait for it.
constexpr std::chrono::seconds deadline{60};

}  // namespace

WatchedTree::WatchedTree() {
  settings.directory = root();
  settings.debounce = std::chrono::milliseconds(5);
  settings.debounce_longest = std::chrono::milliseconds(50);
  settings.root_check = std::chrono::milliseconds(40);
  settling = {std::chrono::milliseconds(200), std::chrono::milliseconds(50)};
  settings.poll_interval = std::chrono::milliseconds(20);
}

PatientTree::PatientTree() {
  settling = {std::chrono::hours(1), std::chrono::hours(1)};
}

WatchedTree::~WatchedTree() {
  watcher.reset();
}

bool WatchedTree::start() {
  watcher.emplace(
      io.get_executor(), settings, log,
      [this](Batch batch) {
        mirror.apply(batch);
        batches.push_back(std::move(batch));
        if (answers) watcher->ready();
      },
      settling);
  watcher->start();
  return until([this] { return !batches.empty(); });
}

bool WatchedTree::until(const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    io.restart();
    io.run_one_for(std::chrono::milliseconds(10));
    mirror.retry();
  }
  return true;
}

bool WatchedTree::until_in_step() {
  return until([this] {
    // Comparing is dear: only when nothing else is to be done.
    io.restart();
    return io.poll() == 0 && mirror.files() == Mirror::read_all(settings);
  });
}

bool WatchedTree::until_text(const std::string& path, const std::string& text) {
  return until([&] { return mirror.text(path) == text; });
}

bool WatchedTree::during(const std::function<void()>& work) {
  std::atomic<bool> ended = false;
  std::thread thread([&] {
    work();
    ended = true;
  });
  const bool in_time = until([&] { return ended.load(); });
  thread.join();
  return in_time;
}

bool WatchedTree::has_named(const std::string& path, std::size_t first) const {
  return std::any_of(
      batches.begin() + static_cast<std::ptrdiff_t>(first), batches.end(),
      [&](const Batch& batch) { return std::binary_search(batch.paths.begin(), batch.paths.end(), path); });
}

OpenFile::OpenFile(const std::string& path, int flags)
    : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0644)) {
  if (descriptor_ < 0) throw std::runtime_error("cannot open " + path);
}

void OpenFile::write(std::string_view text) {
  if (::write(descriptor_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("cannot write");
  }
}

void OpenFile::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace feed_exporter
