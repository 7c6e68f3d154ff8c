// SPDX-License-Identifier: MIT
#include "daemon/content/url.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "config/characters/percent_encoding.hpp"
#include "daemon/content/clean_text.hpp"
#include "daemon/content/url_host.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view not_http = "is not an absolute http or https URL";
constexpr std::string_view has_user = "has a user name, which feeds do not pass on";
constexpr std::string_view bad_host = "has no valid host";
constexpr std::string_view bad_port = "has no valid port";

/// Characters that path, query and fragment may hold as they are (RFC 3986 section 3.3 to 3.5), but for `%`,
/// which needs a look, and `#`, of which there is one.
constexpr std::array<bool, 256> make_tail_characters() {
  std::array<bool, 256> allowed{};
  for (char c = 'a'; c <= 'z'; ++c) allowed[static_cast<unsigned char>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) allowed[static_cast<unsigned char>(c)] = true;
  for (char c = '0'; c <= '9'; ++c) allowed[static_cast<unsigned char>(c)] = true;
  for (const char c : std::string_view("-._~!$&'()*+,;=:@/?")) allowed[static_cast<unsigned char>(c)] = true;
  return allowed;
}
constexpr std::array<bool, 256> tail_characters = make_tail_characters();

bool is_escape(std::string_view text) {
  return text.size() >= 3 && hex_digit(text[1]) >= 0 && hex_digit(text[2]) >= 0;
}

bool is_encoded_tail(std::string_view tail) {
  bool has_fragment = false;
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const char c = tail[i];
    if (tail_characters[static_cast<unsigned char>(c)]) continue;
    if (c == '#' && !has_fragment) {
      has_fragment = true;
    } else if (c != '%' || !is_escape(tail.substr(i))) {
      return false;
    }
  }
  return true;
}

/// `http://` or `https://` in any case: its length, else 0.
std::size_t scheme_size(std::string_view text) {
  if (equals_ignoring_case(text.substr(0, 8), "https://")) return 8;
  if (equals_ignoring_case(text.substr(0, 7), "http://")) return 7;
  return 0;
}

constexpr std::uint32_t max_port = 65'535;

/// The number of a port; 0 for none and for a default one, which says nothing, and more than `max_port` if it
/// is no port.
std::uint32_t parse_port(std::string_view port, bool is_https) {
  std::uint32_t value = 0;
  for (const char c : port) {
    if (c < '0' || c > '9' || value > max_port) return max_port + 1;
    value = 10 * value + static_cast<std::uint32_t>(c - '0');
  }
  if (!port.empty() && value == 0) return max_port + 1;
  return value == (is_https ? 443U : 80U) ? 0 : value;
}

/// Where path, query or fragment begin. Browsers take a backslash for a slash.
std::size_t end_of_authority(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != '/' && text[end] != '?' && text[end] != '#' && text[end] != '\\')
    ++end;
  return end;
}

/// Backslashes in the path as slashes.
std::string with_slashes(std::string_view tail) {
  std::string text(tail);
  const auto path_end =
      text.begin() + static_cast<std::ptrdiff_t>(std::min(text.find_first_of("?#"), text.size()));
  std::replace(text.begin(), path_end, '\\', '/');
  return text;
}

bool has_breaks(std::string_view text) {
  return text.find_first_of("\n\t\r") != std::string_view::npos;
}

/// What browsers ignore within a URL: line ends and tabs.
std::string without_breaks(std::string_view text) {
  std::string joined(text);
  std::erase_if(joined, [](char c) { return c == '\n' || c == '\t' || c == '\r'; });
  return joined;
}

}  // namespace

void append_encoded_tail(std::string& out, std::string_view tail) {
  if (is_encoded_tail(tail)) {
    out += tail;
    return;
  }
  bool has_fragment = false;
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const char c = tail[i];
    const bool opens_fragment = c == '#' && !has_fragment;
    has_fragment = has_fragment || opens_fragment;
    if (tail_characters[static_cast<unsigned char>(c)] || opens_fragment ||
        (c == '%' && is_escape(tail.substr(i)))) {
      out += c;
    } else {
      append_escape(out, c);
    }
  }
}

UrlReading read_url(std::string_view text) {
  text = trimmed(text);
  const std::size_t scheme = scheme_size(text);
  if (scheme == 0) return has_breaks(text) ? read_url(without_breaks(text)) : UrlReading{{}, not_http};
  const std::string_view rest = text.substr(scheme);
  const std::size_t authority_end = end_of_authority(rest);
  const std::string_view authority = rest.substr(0, authority_end);
  const std::string_view tail = rest.substr(authority_end);
  UrlReading reading;
  // Nearly all are as they should be; the rest may take its time.
  if (is_plain_host(authority) && is_encoded_tail(tail)) {
    reading.url.reserve(text.size());
    reading.url = scheme == 8 ? "https://" : "http://";
    reading.url += rest;
    return reading;
  }
  if (has_breaks(text)) return read_url(without_breaks(text));
  if (authority.find('@') != std::string_view::npos) return {{}, has_user};
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) return {{}, bad_host};
  const std::size_t colon = authority.find(':', bracket);
  const std::string_view digits =
      colon == std::string_view::npos ? std::string_view() : authority.substr(colon + 1);
  const std::uint32_t port = parse_port(digits, scheme == 8);
  if (port > max_port) return {{}, bad_port};
  const std::string host = normal_host(authority.substr(0, colon));
  if (host.empty()) return {{}, bad_host};
  reading.url = scheme == 8 ? "https://" : "http://";
  reading.url += host;
  if (port != 0) reading.url += ':' + std::to_string(port);
  append_encoded_tail(reading.url, with_slashes(tail));
  return reading;
}

std::string_view host_of(std::string_view url) {
  const std::size_t begin = url.find("://") + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::string_view authority = url.substr(begin, end - begin);
  const std::size_t colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  return authority.substr(0, colon);
}

}  // namespace feed_exporter
