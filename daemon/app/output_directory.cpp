// SPDX-License-Identifier: MIT
#include "daemon/app/output_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "daemon/app/new_file.hpp"
#include "daemon/content/open_beneath.hpp"

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& what, int error) {
  throw std::runtime_error(path.string() + ": " + what + ": " + std::strerror(error));
}

std::string folder_of(const std::string& path) {
  return fs::path(path).parent_path().string();
}

std::string name_of(const std::string& path) {
  return fs::path(path).filename().string();
}

/// Nothing if the file cannot be read to its end.
std::optional<std::string> read_all(int descriptor) {
  std::string bytes;
  std::array<char, 65'536> buffer;
  while (true) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

OutputDirectory::OutputDirectory(fs::path root) : root_(std::move(root)) {
  std::error_code error;
  fs::create_directories(root_, error);
  if (error == std::errc::file_exists) {
    throw std::runtime_error(root_.string() +
                             ": cannot be made: it is, or lies behind, a link that leads nowhere");
  }
  if (error) fail(root_, "cannot be made", error.value());
  descriptor_ = Descriptor(::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor_) fail(root_, "cannot be opened", errno);
  if (::flock(descriptor_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw std::runtime_error(root_.string() + ": another export is writing to it");
}

/// Empty if it is not there.
Descriptor OutputDirectory::open_folder(const std::string& folder) const {
  Descriptor opened = open_beneath(descriptor_.get(), folder, O_PATH | O_DIRECTORY, Links::none);
  if (opened || errno == ENOENT) return opened;
  const int error = errno;
  // The one in the way is named, not one behind it.
  fs::path place = root_;
  for (const fs::path& part : fs::path(folder)) {
    place /= part;
    std::error_code ignored;
    const fs::file_status status = fs::symlink_status(place, ignored);
    if (fs::is_symlink(status))
      throw std::runtime_error(place.string() + ": it is a link, and below its output export follows none");
    if (fs::exists(status) && !fs::is_directory(status))
      throw std::runtime_error(place.string() + ": it stands where a folder has to be");
  }
  fail(place, "cannot be opened", error);
}

Descriptor OutputDirectory::make_folder(const std::string& folder) const {
  Descriptor present = open_folder(folder);
  if (present) return present;
  const Descriptor parent = make_folder(folder_of(folder));
  constexpr mode_t less_the_umask = 0777;
  if (::mkdirat(parent.get(), name_of(folder).c_str(), less_the_umask) != 0 && errno != EEXIST)
    fail(root_ / folder, "cannot be made", errno);
  Descriptor made = open_folder(folder);
  if (!made) fail(root_ / folder, "cannot be opened", ENOENT);
  return made;
}

OutputFile OutputDirectory::read(const std::string& path) const {
  const Descriptor folder = open_folder(folder_of(path));
  if (!folder) return {};
  const std::string name = name_of(path);
  const Descriptor file(::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file) return {errno != ENOENT, std::nullopt};
  struct stat status {};
  if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {true, std::nullopt};
  return {true, read_all(file.get())};
}

void OutputDirectory::write(const std::string& path, std::string_view bytes) const {
  const Descriptor folder = make_folder(folder_of(path));
  NewFile file(folder.get(), root_ / path);
  file.write(bytes);
  file.commit();
}

void OutputDirectory::remove(const std::string& path) const {
  const Descriptor folder = open_folder(folder_of(path));
  if (folder && ::unlinkat(folder.get(), name_of(path).c_str(), 0) != 0 && errno != ENOENT)
    fail(root_ / path, "cannot be removed", errno);
  // Those that hold somebody else's files are not empty, and stay.
  for (std::string empty = folder_of(path); !empty.empty(); empty = folder_of(empty)) {
    const Descriptor parent = open_folder(folder_of(empty));
    if (!parent || ::unlinkat(parent.get(), name_of(empty).c_str(), AT_REMOVEDIR) != 0) break;
  }
}

void OutputDirectory::sweep(const std::string& path) const {
  const Descriptor folder = open_folder(folder_of(path));
  if (folder) ::unlinkat(folder.get(), new_file_name, 0);
}

}  // namespace feed_exporter
