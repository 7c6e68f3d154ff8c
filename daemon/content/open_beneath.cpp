// SPDX-License-Identifier: MIT
#include "daemon/content/open_beneath.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <string_view>
#include <vector>

namespace feed_exporter {
namespace {

constexpr int always = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

/// As many links as the kernel follows in one path (path_resolution(7)).
constexpr int max_links = 40;

int openat2(int folder, const char* path, const open_how& how) {
  return static_cast<int>(::syscall(SYS_openat2, folder, path, &how, sizeof(how)));
}

/// A sandbox may answer EPERM in place of ENOSYS.
bool has_openat2() {
  static const bool available = [] {
    open_how how{};
    how.flags = O_PATH | O_CLOEXEC;
    const Descriptor here(openat2(AT_FDCWD, ".", how));
    return here || (errno != ENOSYS && errno != EPERM);
  }();
  return available;
}

/// Puts the parts of a path before those that are still to come; `pending` holds the next one last.
void push_parts(std::string_view path, std::vector<std::string>& pending) {
  const auto first = static_cast<std::ptrdiff_t>(pending.size());
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    if (end > start) pending.emplace_back(path.substr(start, end - start));
    start = end + 1;
  }
  std::reverse(pending.begin() + first, pending.end());
}

Descriptor fail(int error) {
  errno = error;
  return Descriptor();
}

/// The target of a link that stands in a folder; empty if it is none.
std::string read_link(int folder, const std::string& name) {
  std::array<char, PATH_MAX> target{};
  const ssize_t size = ::readlinkat(folder, name.c_str(), target.data(), target.size());
  return size > 0 ? std::string(target.data(), static_cast<std::size_t>(size)) : std::string();
}

}  // namespace

Descriptor open_beneath(int folder, const std::string& path, int flags, Links links) {
  if (!has_openat2()) return open_beneath_by_parts(folder, path, flags, links);
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | always);
  if ((flags & O_PATH) != 0) how.flags &= ~static_cast<std::uint64_t>(O_NONBLOCK | O_NOCTTY);
  how.resolve = RESOLVE_BENEATH | (links == Links::none ? RESOLVE_NO_SYMLINKS : RESOLVE_NO_MAGICLINKS);
  return Descriptor(openat2(folder, path.empty() ? "." : path.c_str(), how));
}

Descriptor open_beneath_by_parts(int folder, const std::string& path, int flags, Links links) {
  if (path.starts_with('/')) return fail(EXDEV);
  if (path.empty()) return Descriptor(::openat(folder, ".", flags | always));

  std::vector<std::string> pending;
  push_parts(path, pending);
  // The folders on the way down: `..` goes back to the one that was really passed, whatever has moved since.
  std::vector<Descriptor> passed;
  for (int followed = 0; !pending.empty();) {
    const int here = passed.empty() ? folder : passed.back().get();
    const std::string name = std::move(pending.back());
    pending.pop_back();
    if (name == ".") continue;
    if (name == "..") {
      if (passed.empty()) return fail(EXDEV);
      passed.pop_back();
      continue;
    }

    if (const std::string target = read_link(here, name); !target.empty()) {
      if (links == Links::none || ++followed > max_links) return fail(ELOOP);
      if (target.starts_with('/')) return fail(EXDEV);
      push_parts(target, pending);
      continue;
    }
    // O_NOFOLLOW, since the name may have become a link since it was looked at.
    if (pending.empty()) return Descriptor(::openat(here, name.c_str(), flags | always | O_NOFOLLOW));
    Descriptor next(::openat(here, name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next) return next;
    passed.push_back(std::move(next));
  }
  const int here = passed.empty() ? folder : passed.back().get();
  return Descriptor(::openat(here, ".", flags | always));
}

}  // namespace feed_exporter
