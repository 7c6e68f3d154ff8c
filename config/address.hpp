// SPDX-License-Identifier: MIT
// Addresses among the settings: what to listen on, whom to believe. Checked as they are read, so that a
// mistake is told with its place; taken apart where they are used. Pure.
#pragma once

#include <string>

namespace feed_exporter {

/// `192.0.2.1:80`, `[2001:db8::1]:80` (a link-local address with its `%zone`), `localhost:80` or
/// `unix:/path`; throws ValueError otherwise.
void check_listen_address(const std::string& address);

/// An address, a network in CIDR notation (RFC 4632), or `unix`; throws ValueError otherwise.
void check_trusted_proxy(const std::string& proxy);

}  // namespace feed_exporter
