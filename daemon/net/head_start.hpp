// SPDX-License-Identifier: MIT
// How every answer begins: the status line, `Date` and `Server`. One per serving thread; its clock is read
// once a second.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace feed_exporter {

/// The lines, in a connection's own memory: an answer may have to wait for its client over many seconds.
class HeadStart {
 public:
  std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  friend class HeadStartMaker;
  /// Enough for the longest, which `make` asserts.
  std::array<char, 160> bytes_;
  std::size_t size_ = 0;
};

class HeadStartMaker {
 public:
  /// `Server: feed-exporter/<version>` is sent if `server_header`.
  explicit HeadStartMaker(bool server_header) : server_header_(server_header) {}

  void set_server_header(bool server_header);

  /// Writes the lines for `status` at `now`, each ended by CRLF.
  void make(int status, std::chrono::steady_clock::time_point now, HeadStart& out);

  /// The second of the wall clock at `now`.
  std::chrono::sys_seconds second(std::chrono::steady_clock::time_point now);

 private:
  void read_clock(std::chrono::steady_clock::time_point now);

  bool server_header_;
  std::chrono::sys_seconds second_{};
  std::chrono::steady_clock::time_point valid_until_{};
  /// `Date` and `Server` of this second.
  std::string lines_;
};

}  // namespace feed_exporter
