// SPDX-License-Identifier: MIT
// A temporary tree with a watcher on it and a mirror that follows the batches: the fixture of all tests of
// the watcher.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "config/settings.hpp"
#include "daemon/log.hpp"
#include "daemon/watch/watcher.hpp"
#include "tests/watch/mirror.hpp"
#include "tests/watch/temporary_tree.hpp"

namespace feed_exporter {

class WatchedTree : public TemporaryTree {
 public:
  WatchedTree();
  ~WatchedTree();

  /// Starts the watcher and waits for the first batch.
  bool start();
  /// Runs the watcher until `done`; false if that does not come about within a generous time.
  bool until(const std::function<bool()>& done);
  /// The mirror shows what is on the disk now.
  bool until_in_step();
  bool until_text(const std::string& path, const std::string& text);
  /// Runs `work` on a thread of its own, and the watcher meanwhile; false if it does not end.
  bool during(const std::function<void()>& work);

  /// Whether a batch since `first` named a path itself.
  bool has_named(const std::string& path, std::size_t first = 0) const;

  SeedSettings settings;
  Settling settling;
  Log log{LogLevel::error};
  boost::asio::io_context io;
  std::optional<Watcher> watcher;
  std::vector<Batch> batches;
  Mirror mirror{settings};
  /// Whether a batch is dealt with at once; else the test calls `watcher->ready()`.
  bool answers = true;
};

/// A file that is being written settles only by its end, however slow the machine is.
class PatientTree : public WatchedTree {
 public:
  PatientTree();
};

/// Files that stay open, to be written bit by bit; each call is one write(2).
class OpenFile {
 public:
  /// `flags` beside O_WRONLY|O_CREAT.
  explicit OpenFile(const std::string& path, int flags = 0);
  ~OpenFile() { close(); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  void write(std::string_view text);
  void close();

 private:
  int descriptor_;
};

}  // namespace feed_exporter
