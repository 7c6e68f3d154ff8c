// SPDX-License-Identifier: MIT
#include "daemon/serve/body.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>

namespace feed_exporter {
namespace {

// Bodies are made by several workers and freed by whichever serving thread is the last to send one.
std::atomic<std::size_t> open_count{0};

std::size_t descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  return static_cast<std::size_t>(limit.rlim_cur) / 4;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// A memfd with these bytes, counted in `open_count`, or -1.
int make_memfd(std::string_view bytes) {
  if (open_count.fetch_add(1, std::memory_order_relaxed) < descriptor_limit()) {
    const int descriptor = ::memfd_create("feed-exporter-body", MFD_CLOEXEC);
    if (descriptor >= 0) {
      if (write_all(descriptor, bytes)) return descriptor;
      ::close(descriptor);
    }
  }
  open_count.fetch_sub(1, std::memory_order_relaxed);
  return -1;
}

}  // namespace

Body Body::make(std::string_view bytes) {
  auto storage = std::make_shared<Storage>();
  storage->size = bytes.size();
  if (bytes.size() >= sendfile_bytes) storage->descriptor = make_memfd(bytes);
  if (storage->descriptor < 0) storage->bytes = bytes;
  Body body;
  body.storage_ = std::move(storage);
  return body;
}

Body::Storage::~Storage() {
  if (descriptor < 0) return;
  ::close(descriptor);
  open_count.fetch_sub(1, std::memory_order_relaxed);
}

std::string Body::read() const {
  if (descriptor() < 0) return std::string(memory());
  std::string bytes(size(), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        ::pread(descriptor(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::system_error(count < 0 ? errno : EIO, std::generic_category(), "memfd");
    done += static_cast<std::size_t>(count);
  }
  return bytes;
}

std::size_t Body::open_descriptors() {
  return open_count.load(std::memory_order_relaxed);
}

}  // namespace feed_exporter
