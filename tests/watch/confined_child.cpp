// SPDX-License-Identifier: MIT
#include "tests/watch/confined_child.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <exception>

namespace feed_exporter {
namespace {

bool confine() {
  const std::string user = "0 " + std::to_string(::geteuid()) + " 1";
  const std::string group = "0 " + std::to_string(::getegid()) + " 1";
  return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_setting("/proc/self/setgroups", "deny") &&
         write_setting("/proc/self/uid_map", user) && write_setting("/proc/self/gid_map", group) &&
         ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

std::string run(const std::function<std::string()>& part) {
  try {
    return confine() ? part() : "skipped: no user namespaces here";
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace

std::string run_confined(const std::function<std::string()>& part) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return "skipped: no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string result = run(part);
    const bool is_told = ::write(ends[1], result.data(), result.size()) >= 0;
    ::_exit(is_told ? 0 : 1);
  }
  ::close(ends[1]);
  std::string result;
  std::array<char, 512> buffer{};
  for (ssize_t size = 0; (size = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
    result.append(buffer.data(), static_cast<std::size_t>(size));
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (result.empty() && status != 0) result = "the child ended with status " + std::to_string(status);
  return result;
}

bool write_setting(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(file);
  return done;
}

}  // namespace feed_exporter
