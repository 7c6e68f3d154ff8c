// SPDX-License-Identifier: MIT
// Room for the one asynchronous operation that a connection has under way, so that waiting for a socket
// allocates nothing. Owned by the connection; its thread only.
#pragma once

#include <cstddef>
#include <new>

namespace feed_exporter {

class HandlerMemory {
 public:
  HandlerMemory() = default;
  HandlerMemory(const HandlerMemory&) = delete;
  HandlerMemory& operator=(const HandlerMemory&) = delete;

  void* allocate(std::size_t size) {
    if (taken_ || size > sizeof storage_) return ::operator new(size);
    taken_ = true;
    return storage_;
  }
  void deallocate(void* pointer) {
    if (pointer == storage_) {
      taken_ = false;
    } else {
      ::operator delete(pointer);
    }
  }

 private:
  alignas(std::max_align_t) std::byte storage_[256];
  bool taken_ = false;
};

/// The allocator of handlers that Asio asks for.
template <class T>
class HandlerAllocator {
 public:
  using value_type = T;
  explicit HandlerAllocator(HandlerMemory& memory) : memory_(&memory) {}
  template <class U>
  HandlerAllocator(const HandlerAllocator<U>& other) : memory_(other.memory_) {}

  T* allocate(std::size_t count) { return static_cast<T*>(memory_->allocate(count * sizeof(T))); }
  void deallocate(T* pointer, std::size_t) { memory_->deallocate(pointer); }
  bool operator==(const HandlerAllocator&) const = default;

 private:
  template <class U>
  friend class HandlerAllocator;
  HandlerMemory* memory_;
};

}  // namespace feed_exporter
