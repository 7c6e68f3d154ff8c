// SPDX-License-Identifier: MIT
#include "daemon/watch/file_system.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <cerrno>
#include <utility>

namespace feed_exporter {
namespace {

/// The file systems of <linux/magic.h> and statfs(2) that several machines write to, or that a program makes
/// up.
constexpr std::pair<unsigned long, const char*> blind_types[] = {
    {0x6969, "nfs"},        {0x517b, "smb"},        {0xff534d42, "cifs"},   {0xfe534d42, "smb2"},
    {0x01021997, "9p"},     {0x65735546, "fuse"},   {0x5346414f, "afs"},    {0x6b414653, "afs"},
    {0x00c36400, "ceph"},   {0x73757245, "coda"},   {0x0bd00bd0, "lustre"}, {0x47504653, "gpfs"},
    {0x786f4256, "vboxsf"}, {0xbacbacbc, "vmhgfs"}, {0x7461636f, "ocfs2"},  {0x01161970, "gfs2"},
};

}  // namespace

OpenRoot::OpenRoot(const std::string& directory)
    : descriptor(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
  struct stat status {};
  if (!descriptor || ::fstat(descriptor.get(), &status) != 0) {
    error = errno;
    return;
  }
  // The working directory can be opened by its name though it was removed.
  if (status.st_nlink == 0) {
    error = ENOENT;
    return;
  }
  const Descriptor readable(::openat(descriptor.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!readable) error = errno;
  identity = {true, static_cast<bool>(readable), status.st_dev, status.st_ino};
}

bool may_search(int folder) {
  struct stat status {};
  return ::fstatat(folder, ".", &status, 0) == 0;
}

std::string blind_file_system(int descriptor) {
  struct statfs status {};
  if (::fstatfs(descriptor, &status) != 0) return {};
  for (const auto& [type, name] : blind_types) {
    if (static_cast<unsigned long>(status.f_type) == type) {
      return std::string("the file system (") + name + ") does not report changes made elsewhere";
    }
  }
  return {};
}

std::optional<std::chrono::milliseconds> age_of(const timespec& moment) {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const auto age = std::chrono::seconds(now.tv_sec - moment.tv_sec) +
                   std::chrono::nanoseconds(now.tv_nsec - moment.tv_nsec);
  if (age < age.zero()) return {};
  return std::chrono::duration_cast<std::chrono::milliseconds>(age);
}

}  // namespace feed_exporter
