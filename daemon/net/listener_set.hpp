// SPDX-License-Identifier: MIT
// Everything the server listens on, one Listeners an address, as the settings say; and the way from what they
// said to what they say now. Owned by the main thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/net/listeners.hpp"

namespace feed_exporter {

class ListenerSet {
 public:
  /// Binds what `listen` names, or takes `inherited` sockets instead, if any, whatever the settings say then
  /// and later. Throws like Listeners.
  ListenerSet(const ServerSettings& settings, std::vector<int> inherited, std::size_t threads);

  std::vector<std::string> addresses() const;
  /// Hands over the sockets of a thread that it has not got yet.
  std::vector<ListeningSocket> take(std::size_t thread);
  /// Unlinks the Unix sockets, so that nobody new finds them.
  void unlink_unix_sockets();

  struct Bound {
    /// An entry of `listen`; entries may be equal, as those with port 0.
    std::string text;
    std::size_t group;
    std::unique_ptr<Listeners> listeners;
  };
  using Added = std::vector<Bound>;
  /// Binds what `listen` names anew. Throws like Listeners, and has then done nothing.
  Added bind_new(const ServerSettings& settings);
  /// Takes that in and gives up what `listen` no longer names: returns the groups of those.
  std::vector<std::size_t> change(const ServerSettings& settings, Added added);

 private:
  const std::size_t threads_;
  const bool inherited_;
  std::size_t last_group_ = 0;
  /// In the order of the settings, as links may be made from the first.
  std::vector<Bound> bound_;
};

}  // namespace feed_exporter
