// SPDX-License-Identifier: MIT
// Preloaded into the daemon: makes calls of the system hang or fail while a file of a folder, FAULTS, says
// so,
// `<call>.fault`, or `read <name>.fault` of a file; `<call>.met` says that a call met with it.
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>

namespace {

/// Whether the fault is there now.
bool meets(const std::string& call) {
  static const std::string folder = std::getenv("FAULTS");
  const std::string path = folder + "/" + call;
  if (::access((path + ".fault").c_str(), F_OK) != 0) return false;
  ::close(::open((path + ".met").c_str(), O_CREAT | O_WRONLY, 0600));
  return true;
}

/// The last part of a file's path.
std::string name_of(int descriptor) {
  std::array<char, 4096> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  if (::readlink(link.c_str(), path.data(), path.size() - 1) < 0) return {};
  const std::string text = path.data();
  return text.substr(text.rfind('/') + 1);
}

void hang(const std::string& call) {
  while (meets(call)) ::usleep(10'000);
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t getdents64(int descriptor, void* buffer, size_t size) {
  hang("getdents64");
  return next<decltype(getdents64)>("getdents64")(descriptor, buffer, size);
}

ssize_t read(int descriptor, void* buffer, size_t size) {
  static auto* const real = next<ssize_t(int, void*, size_t)>("read");
  hang("read " + name_of(descriptor));
  return real(descriptor, buffer, size);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) {
  if (meets("pthread_create")) return EAGAIN;
  return next<decltype(pthread_create)>("pthread_create")(thread, attributes, start, argument);
}
}
