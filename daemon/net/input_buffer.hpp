// SPDX-License-Identifier: MIT
// What a connection has read and not yet dealt with. Bytes stay where they are until more room is asked for,
// so that views into them hold. Owned by one connection.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace feed_exporter {

class InputBuffer {
 public:
  std::string_view unread() const { return {bytes_.get() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }
  /// No room without moving or growing.
  bool full() const { return end_ == capacity_; }

  /// Room for at least one more byte. It grows by doubling, up to `limit` bytes unless even those are taken.
  std::span<char> make_room(std::size_t limit);
  /// `size` bytes of the room have been filled; returns them.
  std::string_view add(std::size_t size);
  /// The first `size` unread bytes are dealt with.
  void consume(std::size_t size) { begin_ += size; }

  void clear() { begin_ = end_ = 0; }
  /// Gives back what it grew beyond its first size. REQUIRES: nobody reads into it.
  void shrink();

 private:
  /// Most requests fit.
  static constexpr std::size_t first_capacity = 2 * 1024;

  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace feed_exporter
