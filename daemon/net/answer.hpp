// SPDX-License-Identifier: MIT
// One answer on its way: the reply with the lines that the connection adds, and how far it is sent. Keeps
// alive what it sends. Owned by one connection and used for one answer after the other.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "daemon/net/head_start.hpp"
#include "daemon/net/transmission.hpp"
#include "daemon/serve/handler.hpp"

namespace feed_exporter {

class Answer {
 public:
  /// `last_lines` end with the blank line and stay as long as the program. `bodyless`: to a HEAD.
  void start(Reply&& reply, std::string_view last_lines, bool bodyless, HeadStartMaker& head_starts,
             std::chrono::steady_clock::time_point now);

  /// Hands the kernel what it takes without waiting; `held`: see Transmission::send.
  Transmission::Progress send(int socket, bool held) { return transmission_.send(socket, held); }
  /// Lets go of what was sent.
  void release();

  int status() const { return reply_.status; }
  std::uint64_t sent() const { return transmission_.sent(); }
  std::uint64_t body_bytes_sent() const;

 private:
  Reply reply_;
  HeadStart head_start_;
  std::uint64_t head_size_ = 0;
  Transmission transmission_;
};

}  // namespace feed_exporter
