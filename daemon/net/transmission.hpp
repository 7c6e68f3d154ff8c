// SPDX-License-Identifier: MIT
// The bytes of one answer on their way into a socket: parts in memory gathered into one write, then perhaps a
// file. Owned by one connection; refers to bytes that its answer keeps alive.
#pragma once

#include <sys/types.h>
#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace feed_exporter {

class Transmission {
 public:
  enum class Progress : std::uint8_t {
    done,
    /// The socket takes no more for now.
    blocked,
    failed,
  };

  /// Forgets what was to be sent.
  void clear();
  /// At most `max_parts`, in their order.
  void add(std::string_view part);
  /// What comes last, from the beginning of the file.
  void set_file(int descriptor, std::size_t size);

  /// Hands the kernel what it takes without waiting. What is `held` leaves the kernel with the end of the
  /// stream, in one segment: the socket is to be shut down for writing when all is done.
  Progress send(int socket, bool held);

  /// Bytes handed to the kernel since `clear`.
  std::uint64_t sent() const { return sent_; }

 private:
  static constexpr std::size_t max_parts = 4;

  Progress send_parts(int socket, bool held);
  Progress send_file(int socket);

  std::array<iovec, max_parts> parts_{};
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  int file_ = -1;
  off_t file_offset_ = 0;
  std::size_t file_left_ = 0;
  std::uint64_t sent_ = 0;
};

}  // namespace feed_exporter
