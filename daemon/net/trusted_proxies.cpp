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

/// Cuts the last element off a list; quoted strings are not looked into, as no address holds a comma.
std::string_view take_last(std::string_view& list, char separator) {
  const std::size_t at = list.rfind(separator);
  const std::string_view last = at == list.npos ? list : list.substr(at + 1);
  list = at == list.npos ? std::string_view() : list.substr(0, at);
  return trim(last);
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

/// The node of the `for` parameter of one element: `for="[2001:db8::1]:80";proto=https`.
std::string_view for_parameter(std::string_view element) {
  while (!element.empty()) {
    std::string_view pair = take_last(element, ';');
    const std::size_t equals = pair.find('=');
    if (equals != 3) continue;
    const auto lower = [](char c) { return static_cast<char>(c | 0x20); };
    if (lower(pair[0]) != 'f' || lower(pair[1]) != 'o' || lower(pair[2]) != 'r') continue;
    pair.remove_prefix(4);
    if (pair.size() >= 2 && pair.front() == '"' && pair.back() == '"') pair = pair.substr(1, pair.size() - 2);
    return pair;
  }
  return {};
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

std::optional<IpAddress> TrustedProxies::find_client(const std::optional<IpAddress>& peer,
                                                     std::string_view x_forwarded_for,
                                                     std::string_view forwarded) const {
  if (peer ? !trusts(*peer) : !unix_sockets_) return peer;
  const bool classic = !x_forwarded_for.empty();
  std::string_view list = classic ? x_forwarded_for : forwarded;
  while (!list.empty()) {
    const std::string_view element = take_last(list, ',');
    const auto address = parse_node(classic ? element : for_parameter(element));
    // `unknown` or an obfuscated name (RFC 7239 section 6): nothing left of it can be vouched for.
    if (!address || !trusts(*address)) return address;
  }
  return std::nullopt;
}

}  // namespace feed_exporter
