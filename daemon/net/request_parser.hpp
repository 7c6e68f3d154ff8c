// SPDX-License-Identifier: MIT
// Bytes -> one request, as views of those bytes. Strict where leniency would let two readers of the same
// bytes see different requests (RFC 9112 sections 2.2, 5.1, 6.3 and 11.2). Pure; one per connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>

#include "daemon/net/refusal.hpp"
#include "daemon/serve/handler.hpp"

namespace feed_exporter {

/// One request. The views are into the bytes parsed, or into the parser's joined values.
struct ParsedRequest {
  Request request;
  std::string_view method;
  std::string_view x_forwarded_for;
  std::string_view forwarded;
  std::string_view referer;
  std::string_view user_agent;
  /// 10 or 11.
  int version = 0;
  /// The client would send another request on this connection.
  bool keep_alive = false;
  /// A body follows, which nobody reads: the connection ends with the answer.
  bool has_body = false;
};

struct RequestLimits {
  /// From the first byte of the request line to the blank line.
  std::size_t header_bytes = 8 * 1024;
  std::size_t target_bytes = 2 * 1024;
  std::size_t fields = 64;
};

enum class ParseOutcome : std::uint8_t {
  complete,
  /// At most an empty line or a few: no request has begun.
  nothing,
  incomplete,
  refused,
};

class RequestParser {
 public:
  /// Parses the request at the beginning of `bytes`. What comes behind it is left alone.
  ParseOutcome parse(std::string_view bytes, const RequestLimits& limits);

  /// Of the last call. If it was refused: what was read until then.
  const ParsedRequest& request() const { return request_; }
  /// How many bytes the request took, empty lines before it included; 0 if it is not complete.
  std::size_t size() const { return size_; }
  /// Only if refused.
  Refusal refusal() const { return refusal_; }

 private:
  class BeastParser;

  ParsedRequest request_;
  std::size_t size_ = 0;
  Refusal refusal_ = Refusal::none;
  /// Values of fields that came several times, joined by commas; a list, as views point into it.
  std::list<std::string> joined_;
};

}  // namespace feed_exporter
