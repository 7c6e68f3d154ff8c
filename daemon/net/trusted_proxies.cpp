// SPDX-License-Identifier: MIT
#include "daemon/net/trusted_proxies.hpp"

#include <algorithm>
#include <stdexcept>

namespace feed_exporter {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes what stands before the next `separator` off `rest`, up to its end without one. In `quotes` a
/// separator is none (RFC 9110 section 5.6.4); nothing if they do not end, as nobody knows then what is
/// meant.
std::optional<std::string_view> take_part(std::string_view& rest, char separator, bool quotes) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (quoted || rest[end] != separator); ++end) {
    if (quotes && rest[end] == '"') quoted = !quoted;
    if (quoted && rest[end] == '\\') ++end;
  }
  if (quoted) return std::nullopt;
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trim(part);
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`.
std::optional<IpAddress> parse_node(std::string_view node) {
  if (node.starts_with('[')) {
    const std::size_t end = node.find(']');
    return end == node.npos ? std::nullopt : IpAddress::parse(node.substr(1, end - 1));
  }
  if (std::ranges::count(node, ':') == 1) node = node.substr(0, node.find(':'));
  return IpAddress::parse(node);
}

/// The address in the `for` parameter of one element: `for="[2001:db8::1]:80";proto=https`.
std::optional<IpAddress> parse_forwarded(std::string_view element) {
  std::optional<IpAddress> address;
  while (!element.empty()) {
    const auto pair = take_part(element, ';', true);
    if (!pair) return std::nullopt;
    if (pair->size() < 4 || (*pair)[3] != '=') continue;
    const auto lower = [&](std::size_t i) { return static_cast<char>((*pair)[i] | 0x20); };
    if (lower(0) != 'f' || lower(1) != 'o' || lower(2) != 'r') continue;
    std::string_view node = pair->substr(4);
    if (node.size() >= 2 && node.front() == '"' && node.back() == '"') node = node.substr(1, node.size() - 2);
    address = parse_node(node);
  }
  return address;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    if (entry == "unix") {
      unix_sockets_ = true;
    } else if (const auto network = IpNetwork::parse(entry)) {
      networks_.push_back(*network);
    } else {
      throw std::runtime_error("trusted proxy `" + entry + "` is neither an address, a network nor `unix`");
    }
  }
}

bool TrustedProxies::trusts(const IpAddress& address) const {
  return std::ranges::any_of(networks_, [&](const IpNetwork& network) { return network.contains(address); });
}

std::optional<IpAddress> TrustedProxies::nearest_stranger(std::string_view list, bool standard) const {
  std::optional<IpAddress> stranger;
  while (!list.empty()) {
    const auto element = take_part(list, ',', standard);
    if (!element) return std::nullopt;
    if (element->empty()) continue;
    const auto address = standard ? parse_forwarded(*element) : parse_node(*element);
    // `unknown` or an obfuscated name (RFC 7239 section 6): nothing left of it can be vouched for.
    if (!address || !trusts(*address)) stranger = address;
  }
  return stranger;
}

std::optional<IpAddress> TrustedProxies::find_client(const std::optional<IpAddress>& peer,
                                                     std::string_view x_forwarded_for,
                                                     std::string_view forwarded) const {
  if (peer ? !trusts(*peer) : !unix_sockets_) return peer;
  if (x_forwarded_for.empty() && forwarded.empty()) return std::nullopt;
  auto client =
      nearest_stranger(x_forwarded_for.empty() ? forwarded : x_forwarded_for, x_forwarded_for.empty());
  if (!x_forwarded_for.empty() && !forwarded.empty() && client != nearest_stranger(forwarded, true)) {
    client = std::nullopt;
  }
  return client ? client : peer;
}

}  // namespace feed_exporter
