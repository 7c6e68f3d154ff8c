// SPDX-License-Identifier: MIT
#include "daemon/net/input_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace feed_exporter {

std::span<char> InputBuffer::make_room(std::size_t limit) {
  if (begin_ > 0) {
    std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (full()) {
    capacity_ = std::max(std::min(std::max(first_capacity, capacity_ * 2), limit), end_ + 1);
    std::unique_ptr<char[]> larger(new char[capacity_]);
    if (end_ > 0) std::memcpy(larger.get(), bytes_.get(), end_);
    bytes_ = std::move(larger);
  }
  return {bytes_.get() + end_, capacity_ - end_};
}

std::string_view InputBuffer::add(std::size_t size) {
  const std::string_view added(bytes_.get() + end_, size);
  end_ += size;
  return added;
}

void InputBuffer::shrink() {
  clear();
  if (capacity_ <= first_capacity) return;
  bytes_.reset();
  capacity_ = 0;
}

}  // namespace feed_exporter
