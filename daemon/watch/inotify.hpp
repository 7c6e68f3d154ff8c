// SPDX-License-Identifier: MIT
// One inotify instance: its watches, and its events in order. Owned by the watcher; knows nothing of paths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "daemon/content/descriptor.hpp"

namespace feed_exporter {

struct InotifyEvent {
  /// -1 for an overflow.
  int watch = -1;
  /// IN_… bits, inotify(7).
  std::uint32_t mask = 0;
  /// In the watched folder; empty if the event is about the folder itself.
  std::string name;
};

class Inotify {
 public:
  Inotify();

  /// 0, or the error number with which the system refused an instance; then nothing else may be called.
  int error() const { return error_; }
  int descriptor() const { return instance_.get(); }

  /// Watches an open folder for all that may change seeds in it. The watch's number, the same for one folder
  /// however often it is added; -1 and errno on failure.
  int add(int folder);
  /// An IN_IGNORED event follows.
  void remove(int watch);

  /// Takes what the kernel has queued into memory, up to a bound, so that its queue does not overflow while
  /// the events are worked off. Never blocks.
  void fill();
  /// The oldest event in memory; false if there is none.
  bool next(InotifyEvent& event);

 private:
  Descriptor instance_;
  int error_ = 0;
  std::vector<char> bytes_;
  std::size_t start_ = 0;
};

}  // namespace feed_exporter
