// SPDX-License-Identifier: MIT
#include "daemon/net/request_parser.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/verb.hpp>

namespace feed_exporter {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

constexpr bool is_decimal(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_hexadecimal(char c) {
  return is_decimal(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}
constexpr bool is_alphanumeric(char c) {
  return is_decimal(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/// unreserved, sub-delims but the comma, and the percent sign (RFC 3986 section 3.2.2).
constexpr std::array<bool, 256> name_characters = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < 128; ++i) table[i] = is_alphanumeric(static_cast<char>(i));
  for (const char c : std::string_view("-._~!$&'()*+;=%")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_ipv6(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size()) return false;
  std::ranges::copy(text, terminated.begin());
  in6_addr address{};
  return ::inet_pton(AF_INET6, terminated.data(), &address) == 1;
}

/// reg-name, the percent sign only before two hexadecimal digits.
bool is_name(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!name_characters[static_cast<unsigned char>(text[i])]) return false;
    if (text[i] == '%' &&
        (i + 2 >= text.size() || !is_hexadecimal(text[i + 1]) || !is_hexadecimal(text[i + 2])))
      return false;
  }
  return !text.empty();
}

/// uri-host [ ":" port ] (RFC 9110 section 7.2), and not empty.
bool is_host(std::string_view host) {
  std::size_t end = 0;
  if (host.starts_with('[')) {
    end = host.find(']');
    if (end == host.npos || !is_ipv6(host.substr(1, end - 1))) return false;
    ++end;
  } else {
    end = std::min(host.find(':'), host.size());
    if (!is_name(host.substr(0, end))) return false;
  }
  const std::string_view port = host.substr(end);
  return port.empty() ||
         (port[0] == ':' && port.size() <= 6 && std::ranges::all_of(port.substr(1), is_decimal));
}

Method to_method(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::options:
      return Method::options;
    case http::verb::unknown:
      return Method::unknown;
    default:
      return Method::known_other;
  }
}

/// Whether the request line ends in a well-formed version that is not ours.
bool has_other_version(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find("\r\n"));
  if (line.size() < 9) return false;
  const std::string_view version = line.substr(line.size() - 9);
  return version.starts_with(" HTTP/") && is_decimal(version[6]) && version[7] == '.' &&
         is_decimal(version[8]) && version != " HTTP/1.0" && version != " HTTP/1.1";
}

/// Clients of old send one line too many behind a body (RFC 9112 section 2.2); nobody sends many.
constexpr std::size_t most_empty_lines = 8;

/// The longest method and the version on a request line, about.
constexpr std::size_t request_line_rest = 64;

}  // namespace

/// Keeps views of what decides the answer; everything else is only checked. No field container.
class RequestParser::BeastParser : public http::basic_parser<true> {
 public:
  BeastParser(RequestParser& out, std::string_view bytes, const RequestLimits& limits)
      : out_(out), parsed_(out.request_), bytes_(bytes), limits_(limits) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    // Ends the message with its header: a body is never read.
    skip(true);
  }

 private:
  void on_request_impl(http::verb verb, beast::string_view method, beast::string_view target, int version,
                       beast::error_code& ec) override {
    parsed_.method = view(method);
    parsed_.request.method = to_method(verb);
    parsed_.request.target = view(target);
    parsed_.version = version;
    if (target.size() > limits_.target_bytes) refuse(Refusal::target_too_long, ec);
  }

  void on_field_impl(http::field field, beast::string_view name, beast::string_view value,
                     beast::error_code& ec) override {
    if (++fields_ > limits_.fields) return refuse(Refusal::header_too_large, ec);
    if (is_folded(name, value)) return refuse(Refusal::bad_request, ec);
    Request& request = parsed_.request;
    switch (field) {
      case http::field::host:
        if (++hosts_ > 1 || !is_host(view(value))) refuse(Refusal::bad_host, ec);
        break;
      case http::field::content_length:
        // A list of equal lengths is one to some and an error to others.
        if (++lengths_ > 1 || codings_ > 0 || !std::ranges::all_of(view(value), is_decimal)) {
          return refuse(Refusal::bad_request, ec);
        }
        parsed_.has_body = value.find_first_not_of('0') != value.npos;
        break;
      case http::field::transfer_encoding:
        ++codings_;
        if (lengths_ > 0) refuse(Refusal::bad_request, ec);
        break;
      case http::field::connection:
      case http::field::proxy_connection:
        // Beast lets `keep-alive` win in 1.0, against RFC 9112 section 9.3.
        if (parsed_.version == 10 && http::token_list(value).exists("close")) closing_ = true;
        break;
      case http::field::expect:
        if (!beast::iequals(value, "100-continue")) unmet_expectation_ = true;
        break;
      case http::field::if_match:
        add(request.if_match, value);
        break;
      case http::field::if_unmodified_since:
        add(request.if_unmodified_since, value);
        break;
      case http::field::if_none_match:
        add(request.if_none_match, value);
        break;
      case http::field::if_modified_since:
        add(request.if_modified_since, value);
        break;
      case http::field::accept_encoding:
        add(request.accept_encoding, value);
        break;
      case http::field::accept:
        add(request.accept, value);
        break;
      case http::field::sec_fetch_dest:
        add(request.fetch_destination, value);
        break;
      case http::field::forwarded:
        add(parsed_.forwarded, value);
        break;
      case http::field::referer:
        add(parsed_.referer, value);
        break;
      case http::field::user_agent:
        add(parsed_.user_agent, value);
        break;
      case http::field::unknown:
        if (beast::iequals(name, "X-Forwarded-For")) add(parsed_.x_forwarded_for, value);
        break;
      default:
        break;
    }
  }

  void on_header_impl(beast::error_code& ec) override {
    if (codings_ > 0) return refuse(Refusal::transfer_encoding, ec);
    if (parsed_.version == 11 && hosts_ == 0) return refuse(Refusal::bad_host, ec);
    if (unmet_expectation_) return refuse(Refusal::expectation, ec);
    if (parsed_.has_body && parsed_.request.method <= Method::options) return refuse(Refusal::body, ec);
  }

  void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
  std::size_t on_body_impl(beast::string_view body, beast::error_code&) override { return body.size(); }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code&) override {
    return body.size();
  }
  void on_finish_impl(beast::error_code&) override {}

  void refuse(Refusal why, beast::error_code& ec) {
    out_.refusal_ = why;
    ec = http::error::bad_field;
  }

  /// Line folding (RFC 9112 section 5.2), which Beast unfolds: the value is then a copy, or line ends stand
  /// before it.
  bool is_folded(beast::string_view name, beast::string_view value) const {
    const char* const colon = name.data() + name.size();
    if (value.data() <= colon || value.data() > bytes_.data() + bytes_.size()) return true;
    return std::any_of(colon + 1, value.data(), [](char c) { return c != ' ' && c != '\t'; });
  }

  void add(std::string_view& slot, beast::string_view value) {
    if (slot.empty()) {
      slot = view(value);
    } else if (!value.empty()) {
      std::string& all = out_.joined_.emplace_back(slot);
      all.append(", ").append(value.data(), value.size());
      slot = all;
    }
  }

  RequestParser& out_;
  ParsedRequest& parsed_;
  std::string_view bytes_;
  const RequestLimits& limits_;
  std::size_t fields_ = 0;
  unsigned hosts_ = 0;
  unsigned lengths_ = 0;
  unsigned codings_ = 0;
  bool unmet_expectation_ = false;
  bool closing_ = false;

  friend class RequestParser;
};

ParseOutcome RequestParser::parse(std::string_view bytes, const RequestLimits& limits) {
  request_ = {};
  refusal_ = Refusal::none;
  if (!joined_.empty()) joined_.clear();

  // They stay where they are until a request follows, so that this counts them all however they arrive.
  std::size_t skipped = 0;
  while (skipped < 2 * most_empty_lines && bytes.substr(skipped).starts_with("\r\n")) skipped += 2;
  const std::string_view message = bytes.substr(skipped);
  size_ = 0;
  if (message.empty() || message == "\r") return ParseOutcome::nothing;

  BeastParser parser(*this, message, limits);
  beast::error_code ec;
  const std::size_t taken = parser.put({message.data(), message.size()}, ec);
  if (!ec) {
    size_ = skipped + taken;
    request_.keep_alive = parser.keep_alive() && !parser.closing_ && !request_.has_body;
    return ParseOutcome::complete;
  }
  if (refusal_ != Refusal::none) return ParseOutcome::refused;

  const bool in_request_line = message.find('\n') == message.npos;
  if (ec == http::error::need_more) {
    if (in_request_line && message.size() > limits.target_bytes + request_line_rest) {
      refusal_ = Refusal::target_too_long;
      return ParseOutcome::refused;
    }
    if (bytes.size() < limits.header_bytes) return ParseOutcome::incomplete;
    ec = http::error::header_limit;
  }
  if (ec == http::error::header_limit) {
    refusal_ = in_request_line ? Refusal::target_too_long : Refusal::header_too_large;
  } else if (ec == http::error::bad_version && has_other_version(message)) {
    refusal_ = Refusal::version;
  } else if (ec == http::error::bad_transfer_encoding && parser.lengths_ == 0) {
    refusal_ = Refusal::transfer_encoding;
  } else {
    refusal_ = Refusal::bad_request;
  }
  return ParseOutcome::refused;
}

}  // namespace feed_exporter
