// SPDX-License-Identifier: MIT
// A client of the tests: a raw socket that sends any bytes and reads what comes, never for ever.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace feed_exporter {

struct ReceivedAnswer {
  int status = 0;
  /// With the blank line.
  std::string head;
  std::string body;

  /// The value of a field, or empty.
  std::string field(std::string_view name) const;
};

class Client {
 public:
  /// `http://127.0.0.1:8080`, `http://[::1]:8080` or `unix:/path`. A receive buffer of `receive_bytes` if not
  /// 0. Throws std::runtime_error if nobody listens.
  explicit Client(const std::string& address, int receive_bytes = 0);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&& other) noexcept;

  /// Sends all, or as much as the server takes before it closes.
  void send(std::string_view bytes);
  /// No more to send.
  void finish();
  /// The next answer, or nothing if the server closes. `bodyless`: it answers a HEAD.
  std::optional<ReceivedAnswer> read_answer(bool bodyless = false);
  /// Receives until so many bytes are there that were not read; false if the server closes before.
  bool receive_at_least(std::size_t size);
  /// What comes until the server closes.
  std::string read_all();
  /// Whether the server has closed or closes within the deadline of all tests; reads away what comes.
  bool is_closed();
  /// Whether something can be read, or the server has closed, right now.
  bool is_readable() const;
  /// Whether the connection ended by a reset.
  bool was_reset() const { return reset_; }
  /// What was received and not read yet.
  const std::string& received() const { return received_; }
  int descriptor() const { return descriptor_; }

 private:
  /// Reads some more; false at the end. Throws std::runtime_error after the deadline.
  bool receive();

  int descriptor_ = -1;
  std::string received_;
  bool reset_ = false;
};

/// `GET <target>` of HTTP/1.1 with more header lines, each with its CRLF.
std::string get(std::string_view target, std::string_view lines = {});

/// `text` so many times.
std::string repeat(std::string_view text, std::size_t times);

/// All answers in `bytes`, which end with them; throws std::runtime_error otherwise.
std::vector<ReceivedAnswer> parse_answers(std::string_view bytes);

/// Waits until `condition` holds, at most the deadline of all tests; whether it did.
template <class Condition>
bool eventually(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace feed_exporter
