// SPDX-License-Identifier: MIT
#include "daemon/net/listeners.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "daemon/content/descriptor.hpp"

namespace feed_exporter {
namespace {

/// What the kernel may hold for a client beyond what can be sent to it at once: else one that does not read
/// costs megabytes, as the kernel makes the buffer grow. Those who do read wait for nothing.
constexpr int most_unsent_bytes = 128 * 1024;

[[noreturn]] void refuse(const std::string& text, int error) {
  throw std::runtime_error("cannot listen on " + text + ": " + std::generic_category().message(error));
}

void set(const Descriptor& socket, int level, int option, int value, const std::string& text) {
  if (::setsockopt(socket.get(), level, option, &value, sizeof value) != 0) refuse(text, errno);
}

Descriptor open_socket(int family, const std::string& text) {
  Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) refuse(text, errno);
  return socket;
}

/// What sockets inherit that are accepted on this one.
void set_tcp_options(const Descriptor& socket, const std::string& text) {
  // An answer is one gathered write, so nothing is gained by holding it back.
  set(socket, IPPROTO_TCP, TCP_NODELAY, 1, text);
  set(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, most_unsent_bytes, text);
}

Descriptor open_tcp_socket(int family, const std::string& text) {
  Descriptor socket = open_socket(family, text);
  set(socket, SOL_SOCKET, SO_REUSEADDR, 1, text);
  set_tcp_options(socket, text);
  if (family == AF_INET6) set(socket, IPPROTO_IPV6, IPV6_V6ONLY, 1, text);
  return socket;
}

Descriptor duplicate(int descriptor, const std::string& text) {
  Descriptor copy(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
  if (!copy) refuse(text, errno);
  return copy;
}

/// Whether nobody holds the Unix socket of `address` any more. Anything else than a refused connection may be
/// somebody's: one of another kind, one that this user may not connect to, one with a full queue.
bool is_stale(const ListenAddress& address, const std::string& text) {
  const Descriptor probe = open_socket(AF_UNIX, text);
  return ::connect(probe.get(), address.data(), address.size) != 0 &&
         (errno == ECONNREFUSED || errno == ENOENT);
}

}  // namespace

Listeners::Listeners(const std::string& address, std::size_t group, std::size_t threads,
                     std::uint32_t unix_mode, bool port_is_ours)
    : group_(group), sockets_(threads) {
  try {
    if (address.starts_with("unix:")) {
      bind_unix(address, unix_mode);
    } else {
      bind_tcp(address, port_is_ours);
    }
  } catch (...) {
    unlink_unix_sockets();
    close_all();
    throw;
  }
}

Listeners::Listeners(std::vector<int> inherited, std::size_t threads) : sockets_(threads) {
  std::vector<Descriptor> owned;
  for (const int descriptor : inherited) owned.emplace_back(descriptor);
  try {
    for (Descriptor& socket : owned) {
      const std::string text = "descriptor " + std::to_string(socket.get());
      const ListenAddress address = ListenAddress::of(socket.get());
      int listening = 0;
      socklen_t size = sizeof listening;
      if (::getsockopt(socket.get(), SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || listening == 0) {
        throw std::runtime_error(text + " (" + address.to_string() + ") is not a listening socket");
      }
      const int flags = ::fcntl(socket.get(), F_GETFL);
      if (flags < 0 || ::fcntl(socket.get(), F_SETFL, flags | O_NONBLOCK) != 0) refuse(text, errno);
      ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
      const bool tcp = !address.is_unix();
      if (tcp) set_tcp_options(socket, text);
      for (std::size_t thread = 1; thread < threads; ++thread) {
        sockets_[thread].push_back({duplicate(socket.get(), text).release(), false, tcp});
      }
      sockets_[0].push_back({socket.release(), false, tcp});
      addresses_.push_back(address.to_string());
    }
  } catch (...) {
    close_all();
    throw;
  }
}

Listeners::~Listeners() {
  unlink_unix_sockets();
  close_all();
}

std::vector<ListeningSocket> Listeners::take(std::size_t thread) {
  return std::exchange(sockets_[thread], {});
}

bool Listeners::UnixFile::is_ours() const {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && status.st_dev == device && status.st_ino == inode;
}

void Listeners::set_unix_mode(std::uint32_t mode) {
  for (const UnixFile& file : unix_files_) {
    if (file.is_ours()) ::chmod(file.path.c_str(), mode);
  }
}

void Listeners::unlink_unix_sockets() {
  for (const UnixFile& file : unix_files_) {
    if (file.is_ours()) ::unlink(file.path.c_str());
  }
  unix_files_.clear();
}

void Listeners::bind_tcp(const std::string& text, bool port_is_ours) {
  bound_ = ListenAddress::parse(text);
  const int family = bound_.socket_address.ss_family;
  for (std::size_t thread = 0; thread < sockets_.size(); ++thread) {
    Descriptor socket = open_tcp_socket(family, text);
    // The first one is bound without SO_REUSEPORT: with it, a second daemon of the same user could share the
    // port unnoticed. It joins the group of the others before anyone listens.
    const bool alone = thread == 0 && !port_is_ours;
    if (!alone) set(socket, SOL_SOCKET, SO_REUSEPORT, 1, text);
    if (::bind(socket.get(), bound_.data(), bound_.size) != 0) refuse(text, errno);
    if (alone) set(socket, SOL_SOCKET, SO_REUSEPORT, 1, text);
    if (thread == 0) bound_ = ListenAddress::of(socket.get());
    sockets_[thread].push_back({socket.release(), true, true, group_});
  }
  addresses_.push_back(bound_.to_string());
  for (const auto& sockets : sockets_) {
    if (::listen(sockets.back().descriptor, listener_backlog) != 0) refuse(text, errno);
  }
}

void Listeners::bind_unix(const std::string& text, std::uint32_t mode) {
  const ListenAddress address = ListenAddress::parse(text);
  const std::string path = address.unix_path();
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) {
    if (!S_ISSOCK(status.st_mode) || !is_stale(address, text)) refuse(text, EADDRINUSE);
    ::unlink(path.c_str());
  }
  Descriptor socket = open_socket(AF_UNIX, text);
  // The mode of the descriptor becomes the file's, less the umask: so it is never wider than asked for.
  ::fchmod(socket.get(), mode);
  if (::bind(socket.get(), address.data(), address.size) != 0) refuse(text, errno);
  if (::lstat(path.c_str(), &status) != 0) refuse(text, errno);
  unix_files_.push_back({path, status.st_dev, status.st_ino});
  if (::chmod(path.c_str(), mode) != 0 || ::listen(socket.get(), listener_backlog) != 0) refuse(text, errno);
  for (std::size_t thread = 1; thread < sockets_.size(); ++thread) {
    sockets_[thread].push_back({duplicate(socket.get(), text).release(), true, false, group_});
  }
  sockets_[0].push_back({socket.release(), true, false, group_});
  addresses_.push_back(address.to_string());
}

void Listeners::close_all() {
  for (auto& sockets : sockets_) {
    for (const ListeningSocket& socket : sockets) ::close(socket.descriptor);
    sockets.clear();
  }
}

}  // namespace feed_exporter
