// SPDX-License-Identifier: MIT
#include "daemon/app/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

namespace feed_exporter {
namespace {

constexpr mode_t less_the_umask = 0666;

/// linkat(2) by descriptor alone takes a privilege; by this path it takes a mounted /proc.
std::string path_of(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

}  // namespace

NewFile::NewFile(int folder, std::filesystem::path target, Staging staging)
    : folder_(folder), target_(std::move(target)) {
  if (staging == Staging::unnamed_if_possible && ::access("/proc/self/fd", X_OK) == 0) {
    descriptor_ = Descriptor(::openat(folder_, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, less_the_umask));
    // The last two: a kernel or a file system that takes the flag for that of an ordinary folder.
    if (!descriptor_ && errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) fail();
  }
  if (!descriptor_) open_named();
}

NewFile::~NewFile() {
  if (named_) ::unlinkat(folder_, new_file_name, 0);
}

void NewFile::open_named() {
  ::unlinkat(folder_, new_file_name, 0);
  descriptor_ = Descriptor(
      ::openat(folder_, new_file_name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, less_the_umask));
  if (!descriptor_) fail();
  named_ = true;
}

void NewFile::fail() const {
  throw std::runtime_error(target_.string() + ": cannot be written: " + std::strerror(errno));
}

void NewFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void NewFile::commit() {
  // Delayed allocation reports a full disk only here; once the file has its place it would be too late.
  if (::fdatasync(descriptor_.get()) != 0) fail();
  const std::string name = target_.filename().string();
  if (!named_) {
    const std::string self = path_of(descriptor_.get());
    if (::linkat(AT_FDCWD, self.c_str(), folder_, name.c_str(), AT_SYMLINK_FOLLOW) == 0) return;
    // A link replaces nothing.
    if (errno != EEXIST) fail();
    ::unlinkat(folder_, new_file_name, 0);
    if (::linkat(AT_FDCWD, self.c_str(), folder_, new_file_name, AT_SYMLINK_FOLLOW) != 0) fail();
    named_ = true;
  }
  if (::renameat(folder_, new_file_name, folder_, name.c_str()) != 0) fail();
  named_ = false;
}

}  // namespace feed_exporter
