// SPDX-License-Identifier: MIT
#include "daemon/content/url_host.hpp"

#include <idn2.h>

#include <algorithm>
#include <boost/url/ipv6_address.hpp>
#include <memory>

#include "config/characters/ascii.hpp"

namespace feed_exporter {
namespace {

/// RFC 1035 section 2.3.4.
constexpr std::size_t max_host_size = 253;
constexpr std::size_t max_label_size = 63;

std::string normal_address(std::string_view host) {
  const auto address = boost::urls::parse_ipv6_address({host.data() + 1, host.size() - 2});
  return address ? '[' + address->to_string() + ']' : std::string();
}

}  // namespace

bool is_plain_host(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || host.size() > max_host_size) return false;
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.') {
      if (label == 0 || label > max_label_size) return false;
      label = 0;
      continue;
    }
    if (!(is_lower(c) || is_digit(c) || c == '-' || c == '_')) return false;
    ++label;
  }
  return label != 0 && label <= max_label_size;
}

std::string normal_host(std::string_view host) {
  if (host.size() > 2 && host.starts_with('[') && host.ends_with(']')) return normal_address(host);
  std::string name(host);
  const bool is_ascii =
      std::none_of(name.begin(), name.end(), [](char c) { return static_cast<signed char>(c) < 0; });
  if (is_ascii) {
    std::transform(name.begin(), name.end(), name.begin(), to_lower);
  } else {
    char* output = nullptr;
    const int result = idn2_to_ascii_8z(name.c_str(), &output, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
    const std::unique_ptr<char, void (*)(void*)> owner(output, idn2_free);
    if (result != IDN2_OK) return {};
    name = output;
  }
  return is_plain_host(name) ? name : std::string();
}

}  // namespace feed_exporter
