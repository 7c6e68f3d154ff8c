// SPDX-License-Identifier: MIT
// The end of a connection on which all is said. Its client may be sending still, and may not have taken all
// of what it was sent: closing now would lose that to a reset (RFC 9112 section 9.6). Owned by one
// connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace feed_exporter {

class Farewell {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// Tells the client of `socket` that nothing more will come.
  void begin(int socket, TimePoint now);
  /// Bytes that the client had not taken when last looked.
  std::size_t left() const { return left_; }
  /// The client sent `size` bytes, which nobody reads. Whether it may go on.
  bool pass_over(std::size_t size);
  /// For how long the client has taken nothing, as far as was looked; nothing if it has taken all.
  std::optional<std::chrono::nanoseconds> stalled(int socket, TimePoint now);

  /// How long a client that has taken all may go on sending.
  static constexpr std::chrono::nanoseconds time_to_stop = std::chrono::seconds(2);
  /// How often to look whether it has.
  static constexpr std::chrono::nanoseconds look_interval = std::chrono::milliseconds(250);

 private:
  std::size_t passed_over_ = 0;
  std::size_t left_ = 0;
  /// Since when it has been so much.
  TimePoint since_{};
};

}  // namespace feed_exporter
