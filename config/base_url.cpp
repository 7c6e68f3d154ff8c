// SPDX-License-Identifier: MIT
#include "config/base_url.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "config/characters/percent_encoding.hpp"
#include "config/text.hpp"
#include "config/value.hpp"

namespace feed_exporter {
namespace {

/// Far below what requests may have, so that there is room for what follows it.
constexpr std::size_t most_bytes = 1024;

[[noreturn]] void refuse(const std::string& url, std::string_view why) {
  throw ValueError("`" + url + "` " + std::string(why));
}

bool is_ipv6(std::string_view text) {
  in6_addr address{};
  return ::inet_pton(AF_INET6, std::string(text).c_str(), &address) == 1;
}

void check_port(const std::string& url, std::string_view port) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc{} || end != port.data() + port.size() || number < 1 || number > 65'535) {
    refuse(url, "has no port from 1 to 65535");
  }
}

/// RFC 3986 section 3.2, of which readers agree on this much.
void check_authority(const std::string& url, std::string_view authority) {
  if (authority.find('@') != authority.npos) refuse(url, "has a user name, which everybody could read");
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == authority.npos) refuse(url, "has no host");
  const std::size_t colon = authority.find(':', bracket);
  const std::string_view host = authority.substr(0, colon);
  const bool named = !host.empty() && std::ranges::all_of(host, [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
  });
  const bool numbered = bracket > 0 && host.size() == bracket + 1 && is_ipv6(host.substr(1, bracket - 1));
  if (!named && !numbered) refuse(url, "has no host (write an international name as `xn--…`)");
  if (colon != authority.npos) check_port(url, authority.substr(colon + 1));
}

/// RFC 3986 section 3.3: what may stand in a path as it is.
bool is_path_character(char c) {
  return is_unreserved(c) || std::string_view("/!$&'()*+,;=:@").find(c) != std::string_view::npos;
}

std::optional<std::string> decode(std::string_view path) {
  std::string decoded;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '%') {
      if (!is_path_character(path[i])) return std::nullopt;
      decoded += path[i];
      continue;
    }
    if (path.size() - i < 3 || hex_digit(path[i + 1]) < 0 || hex_digit(path[i + 2]) < 0) return std::nullopt;
    const int byte = 16 * hex_digit(path[i + 1]) + hex_digit(path[i + 2]);
    if (byte < ' ' || byte == 0x7f || byte == '/' || byte == '\\') return std::nullopt;
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

void check_path(const std::string& url, std::string_view path) {
  const auto decoded = decode(path);
  if (!decoded) refuse(url, "has a path with characters or escapes that it may not have");
  check_text(*decoded);
  for (std::string_view rest = *decoded; !rest.empty();) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    if (segment.empty() || segment == "." || segment == "..") {
      refuse(url, "has a path with an empty segment, `.` or `..`, which proxies take out");
    }
    rest.remove_prefix(segment.size());
  }
}

}  // namespace

void check_base_url(std::string& url) {
  if (url.empty()) return;
  if (!url.starts_with("http://") && !url.starts_with("https://")) {
    refuse(url, "is not an absolute http or https URL");
  }
  if (url.size() > most_bytes) throw ValueError("it has more than " + std::to_string(most_bytes) + " bytes");
  const std::size_t begin = url.find("://") + 3;
  if (url.find_first_of("?#") != url.npos) refuse(url, "has a query or a fragment");
  while (url.size() > begin && url.ends_with('/')) url.pop_back();
  const std::size_t path = std::min(url.find('/', begin), url.size());
  check_authority(url, std::string_view(url).substr(begin, path - begin));
  check_path(url, std::string_view(url).substr(path));
}

}  // namespace feed_exporter
