// SPDX-License-Identifier: MIT
// Bytes ready for a socket: in memory, or, where large, in a memfd for sendfile(2). Immutable; copies share
// the bytes, and the last one frees them. Any thread may hold a copy.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace feed_exporter {

class Body {
 public:
  Body() = default;
  /// Bodies of at least `sendfile_bytes` go to a memfd, as long as all of them together take no more than a
  /// quarter of the descriptors the process may have (RLIMIT_NOFILE); else, or if the kernel has none to
  /// give, they stay in memory.
  static Body make(std::string_view bytes);

  std::size_t size() const { return storage_ ? storage_->size : 0; }
  /// -1: in memory.
  int descriptor() const { return storage_ ? storage_->descriptor : -1; }
  /// Empty if in a memfd.
  std::string_view memory() const {
    return storage_ ? std::string_view(storage_->bytes) : std::string_view();
  }
  /// A copy of the bytes, wherever they are. Throws std::system_error if the memfd can't be read.
  std::string read() const;

  /// From here on sendfile(2) is cheaper than copying from user space.
  static constexpr std::size_t sendfile_bytes = 32 * 1024;
  /// memfds that are open in this process.
  static std::size_t open_descriptors();

 private:
  struct Storage {
    Storage() = default;
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    ~Storage();
    std::string bytes;
    std::size_t size = 0;
    int descriptor = -1;
  };
  std::shared_ptr<const Storage> storage_;
};

}  // namespace feed_exporter
