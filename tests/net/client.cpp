// SPDX-License-Identifier: MIT
#include "tests/net/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace feed_exporter {
namespace {

/// Generous: the machine may be busy with other things.
constexpr int deadline_milliseconds = 30'000;

int connect_to(const std::string& address, int receive_bytes) {
  sockaddr_storage storage{};
  socklen_t size = 0;
  if (address.starts_with("unix:")) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    address.copy(name.sun_path, sizeof name.sun_path - 1, 5);
    size = sizeof name;
    std::memcpy(&storage, &name, size);
  } else {
    const std::size_t colon = address.rfind(':');
    std::string host = address.substr(7, colon - 7);
    const auto port = ::htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    if (host.starts_with('[')) {
      host = host.substr(1, host.size() - 2);
      sockaddr_in6 name{};
      name.sin6_family = AF_INET6;
      name.sin6_port = port;
      ::inet_pton(AF_INET6, host.c_str(), &name.sin6_addr);
      size = sizeof name;
      std::memcpy(&storage, &name, size);
    } else {
      sockaddr_in name{};
      name.sin_family = AF_INET;
      name.sin_port = port;
      ::inet_pton(AF_INET, host.c_str(), &name.sin_addr);
      size = sizeof name;
      std::memcpy(&storage, &name, size);
    }
  }
  const int descriptor = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (receive_bytes > 0) {
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  }
  if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&storage), size) != 0) {
    const int error = errno;
    ::close(descriptor);
    throw std::runtime_error("connect to " + address + ": " + std::strerror(error));
  }
  return descriptor;
}

/// Takes the first answer off `bytes` if it is there as a whole.
std::optional<ReceivedAnswer> take_answer(std::string& bytes, bool bodyless) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == bytes.npos) return std::nullopt;
  ReceivedAnswer answer;
  answer.head = bytes.substr(0, end + 4);
  if (!answer.head.starts_with("HTTP/1.1 ")) throw std::runtime_error("not an answer: " + answer.head);
  answer.status = std::stoi(answer.head.substr(9, 3));
  std::size_t length = 0;
  if (!bodyless && answer.status != 304 && answer.status != 204) {
    const std::string field = answer.field("Content-Length");
    if (field.empty()) throw std::runtime_error("an answer without a length: " + answer.head);
    length = std::stoul(field);
  }
  if (bytes.size() < end + 4 + length) return std::nullopt;
  answer.body = bytes.substr(end + 4, length);
  bytes.erase(0, end + 4 + length);
  return answer;
}

}  // namespace

std::string ReceivedAnswer::field(std::string_view name) const {
  const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
  if (at == head.npos) return {};
  const std::size_t begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

Client::Client(const std::string& address, int receive_bytes)
    : descriptor_(connect_to(address, receive_bytes)) {}

Client::~Client() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Client::Client(Client&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      received_(std::move(other.received_)),
      reset_(other.reset_) {}

Client& Client::operator=(Client&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(received_, other.received_);
  std::swap(reset_, other.reset_);
  return *this;
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Client::finish() {
  ::shutdown(descriptor_, SHUT_WR);
}

bool Client::receive() {
  pollfd ready{descriptor_, POLLIN, 0};
  if (::poll(&ready, 1, deadline_milliseconds) <= 0) {
    throw std::runtime_error("no answer in time; so far: " + received_);
  }
  std::array<char, 16 * 1024> bytes;
  const ssize_t size = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
  reset_ = size < 0;
  if (size <= 0) return false;
  received_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<ReceivedAnswer> Client::read_answer(bool bodyless) {
  for (;;) {
    if (auto answer = take_answer(received_, bodyless)) return answer;
    if (!receive()) return std::nullopt;
  }
}

bool Client::receive_at_least(std::size_t size) {
  while (received_.size() < size) {
    if (!receive()) return false;
  }
  return true;
}

std::string Client::read_all() {
  while (receive()) {
  }
  return std::exchange(received_, {});
}

bool Client::is_closed() {
  try {
    while (receive()) received_.clear();
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

bool Client::is_readable() const {
  pollfd ready{descriptor_, POLLIN, 0};
  return ::poll(&ready, 1, 0) > 0;
}

std::string get(std::string_view target, std::string_view lines) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: example.org\r\n" + std::string(lines) + "\r\n";
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::vector<ReceivedAnswer> parse_answers(std::string_view bytes) {
  std::vector<ReceivedAnswer> answers;
  std::string rest(bytes);
  while (!rest.empty()) {
    auto answer = take_answer(rest, false);
    if (!answer) throw std::runtime_error("half an answer: " + rest);
    answers.push_back(std::move(*answer));
  }
  return answers;
}

}  // namespace feed_exporter
