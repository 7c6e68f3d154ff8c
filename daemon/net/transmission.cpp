// SPDX-License-Identifier: MIT
#include "daemon/net/transmission.hpp"

#include <sys/sendfile.h>
#include <sys/socket.h>

#include <cerrno>

namespace feed_exporter {
namespace {

Transmission::Progress progress_of_error() {
  return errno == EAGAIN || errno == EWOULDBLOCK ? Transmission::Progress::blocked
                                                 : Transmission::Progress::failed;
}

}  // namespace

void Transmission::clear() {
  first_ = 0;
  count_ = 0;
  file_ = -1;
  file_offset_ = 0;
  file_left_ = 0;
  sent_ = 0;
}

void Transmission::add(std::string_view part) {
  // sendmsg(2) reads only, yet iovec serves both directions.
  if (!part.empty()) parts_[count_++] = {const_cast<char*>(part.data()), part.size()};
}

void Transmission::set_file(int descriptor, std::size_t size) {
  file_ = descriptor;
  file_left_ = size;
}

Transmission::Progress Transmission::send(int socket, bool held) {
  // The head waits for the file, so that both share segments.
  const Progress parts = send_parts(socket, held || file_left_ > 0);
  return parts == Progress::done && file_left_ > 0 ? send_file(socket) : parts;
}

Transmission::Progress Transmission::send_parts(int socket, bool held) {
  while (first_ < count_) {
    msghdr message{};
    message.msg_iov = parts_.data() + first_;
    message.msg_iovlen = count_ - first_;
    const int more = held ? MSG_MORE : 0;
    const ssize_t written = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | more);
    if (written < 0) {
      if (errno == EINTR) continue;
      return progress_of_error();
    }
    auto left = static_cast<std::size_t>(written);
    sent_ += left;
    while (first_ < count_ && left >= parts_[first_].iov_len) left -= parts_[first_++].iov_len;
    if (left > 0) {
      iovec& part = parts_[first_];
      part.iov_base = static_cast<char*>(part.iov_base) + left;
      part.iov_len -= left;
    }
  }
  return Progress::done;
}

Transmission::Progress Transmission::send_file(int socket) {
  while (file_left_ > 0) {
    const ssize_t written = ::sendfile(socket, file_, &file_offset_, file_left_);
    if (written < 0) {
      if (errno == EINTR) continue;
      return progress_of_error();
    }
    // The file is shorter than announced: the connection can't be saved.
    if (written == 0) return Progress::failed;
    sent_ += static_cast<std::uint64_t>(written);
    file_left_ -= static_cast<std::size_t>(written);
  }
  return Progress::done;
}

}  // namespace feed_exporter
