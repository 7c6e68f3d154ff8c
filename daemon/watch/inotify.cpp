// SPDX-License-Identifier: MIT
#include "daemon/watch/inotify.hpp"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace feed_exporter {
namespace {

/// Some 1,500 events with names of usual length a read.
constexpr std::size_t read_bytes = 64 * 1024;

/// Ten times the kernel's own default queue; what is more is better read again as a whole.
constexpr std::size_t max_bytes = 8 * 1024 * 1024;

/// Nothing that reading the tree causes (IN_OPEN, IN_ACCESS, IN_CLOSE_NOWRITE): it would feed itself.
constexpr std::uint32_t wanted = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM |
                                 IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR |
                                 IN_EXCL_UNLINK;

}  // namespace

Inotify::Inotify() : instance_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), error_(instance_ ? 0 : errno) {}

int Inotify::add(int folder) {
  // By descriptor, so that what is watched is what will be listed, wherever it has moved meanwhile.
  const std::string place = "/proc/self/fd/" + std::to_string(folder);
  return ::inotify_add_watch(instance_.get(), place.c_str(), wanted);
}

void Inotify::remove(int watch) {
  ::inotify_rm_watch(instance_.get(), watch);
}

void Inotify::fill() {
  if (start_ > 0) {
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(start_));
    start_ = 0;
  }
  std::array<char, read_bytes> buffer;
  while (bytes_.size() < max_bytes) {
    const ssize_t size = ::read(instance_.get(), buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return;
    bytes_.insert(bytes_.end(), buffer.data(), buffer.data() + size);
  }
}

bool Inotify::next(InotifyEvent& event) {
  if (start_ + sizeof(inotify_event) > bytes_.size()) {
    bytes_.clear();
    start_ = 0;
    return false;
  }
  inotify_event header;
  std::memcpy(&header, bytes_.data() + start_, sizeof(header));
  const char* name = bytes_.data() + start_ + sizeof(header);
  event.watch = header.wd;
  event.mask = header.mask;
  event.name.assign(name, ::strnlen(name, header.len));
  start_ += sizeof(header) + header.len;
  return true;
}

}  // namespace feed_exporter
