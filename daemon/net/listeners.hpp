// SPDX-License-Identifier: MIT
// The listening sockets of one address, or those of socket activation: bound for all serving threads, closed
// and unlinked at the end. Owned by the main thread; each serving thread works with descriptors of its own.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "daemon/net/listen_address.hpp"

namespace feed_exporter {

/// Connections that wait for being accepted; the kernel cuts it to net.core.somaxconn.
inline constexpr int listener_backlog = 4096;

/// One listening socket of one serving thread, non-blocking. The thread closes it.
struct ListeningSocket {
  int descriptor = -1;
  /// Nobody else waits for connections on it: it was not inherited.
  bool own = true;
  bool tcp = true;
  /// Which Listeners they come from: those of one are given up together.
  std::size_t group = 0;
};

class Listeners {
 public:
  /// Binds `address` for `threads` threads and listens. A TCP port that another process has is an error,
  /// unless other Listeners of ours have it for another address (`port_is_ours`); port 0 picks one for all
  /// threads. A Unix socket that nobody holds any more is replaced, and gets `unix_mode`. Throws
  /// std::runtime_error with one line that names the address.
  Listeners(const std::string& address, std::size_t group, std::size_t threads, std::uint32_t unix_mode,
            bool port_is_ours = false);
  /// Takes sockets that listen already (socket activation, sd_listen_fds(3)).
  Listeners(std::vector<int> inherited, std::size_t threads);
  /// Closes what was not taken, and unlinks the Unix sockets that are still ours.
  ~Listeners();
  Listeners(const Listeners&) = delete;
  Listeners& operator=(const Listeners&) = delete;

  const std::vector<std::string>& addresses() const { return addresses_; }
  /// Whether the port of `address` is taken by these.
  bool have_port_of(const ListenAddress& address) const { return bound_.shares_port_with(address); }
  /// Hands over the sockets of a thread.
  std::vector<ListeningSocket> take(std::size_t thread);
  /// Who may connect to the Unix sockets from now on.
  void set_unix_mode(std::uint32_t mode);
  /// Unlinks the Unix sockets, so that nobody new finds them.
  void unlink_unix_sockets();

 private:
  struct UnixFile {
    std::string path;
    dev_t device;
    ino_t inode;

    /// A successor may have put its own socket there.
    bool is_ours() const;
  };

  void bind_tcp(const std::string& text, bool port_is_ours);
  void bind_unix(const std::string& text, std::uint32_t mode);
  void close_all();

  std::size_t group_ = 0;
  /// By thread.
  std::vector<std::vector<ListeningSocket>> sockets_;
  std::vector<std::string> addresses_;
  /// The TCP address; none otherwise.
  ListenAddress bound_;
  std::vector<UnixFile> unix_files_;
};

}  // namespace feed_exporter
