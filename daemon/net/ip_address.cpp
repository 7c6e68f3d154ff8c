// SPDX-License-Identifier: MIT
#include "daemon/net/ip_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace feed_exporter {
namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

IpAddress mapped(const in_addr& address) {
  IpAddress result;
  std::ranges::copy(v4_prefix, result.bytes.begin());
  std::memcpy(result.bytes.data() + v4_prefix.size(), &address, sizeof address);
  return result;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  // inet_pton wants a terminated string; nothing longer is an address.
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (text.empty() || text.size() >= buffer.size() || text.find('\0') != text.npos) return std::nullopt;
  std::ranges::copy(text, buffer.begin());
  in_addr v4{};
  if (::inet_pton(AF_INET, buffer.data(), &v4) == 1) return mapped(v4);
  IpAddress v6;
  if (::inet_pton(AF_INET6, buffer.data(), v6.bytes.data()) == 1) return v6;
  return std::nullopt;
}

std::optional<IpAddress> IpAddress::from_socket(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return mapped(v4.sin_addr);
  }
  if (address.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    IpAddress result;
    std::memcpy(result.bytes.data(), &v6.sin6_addr, result.bytes.size());
    return result;
  }
  return std::nullopt;
}

bool IpAddress::is_v4() const {
  return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin());
}

IpAddress IpAddress::client() const {
  if (is_v4()) return *this;
  IpAddress network = *this;
  std::fill(network.bytes.begin() + 8, network.bytes.end(), std::uint8_t{0});
  return network;
}

std::string IpAddress::to_string() const {
  std::string text;
  append_to(text);
  return text;
}

void IpAddress::append_to(std::string& out) const {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (is_v4()) {
    ::inet_ntop(AF_INET, bytes.data() + v4_prefix.size(), buffer.data(), buffer.size());
  } else {
    ::inet_ntop(AF_INET6, bytes.data(), buffer.data(), buffer.size());
  }
  out += buffer.data();
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  IpNetwork network{*address, 128};
  if (slash != text.npos) {
    const std::string_view digits = text.substr(slash + 1);
    const bool v4 = text.find(':') == text.npos;
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (error != std::errc() || end != digits.data() + digits.size() || bits > (v4 ? 32U : 128U)) {
      return std::nullopt;
    }
    network.prefix_bits = bits + (v4 ? 96U : 0U);
  }
  return network;
}

bool IpNetwork::contains(const IpAddress& candidate) const {
  const std::size_t whole = prefix_bits / 8;
  if (!std::equal(address.bytes.begin(), address.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  candidate.bytes.begin())) {
    return false;
  }
  const unsigned rest = prefix_bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff00U >> rest);
  return (address.bytes[whole] & mask) == (candidate.bytes[whole] & mask);
}

}  // namespace feed_exporter
