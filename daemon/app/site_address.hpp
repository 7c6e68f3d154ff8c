// SPDX-License-Identifier: MIT
// The public address of the site where none is configured: made from a listener, never from what a client
// asks for.
#pragma once

#include <string>

#include "config/settings.hpp"

namespace feed_exporter {

/// The configured base URL, else the listener's own (`http://127.0.0.1:8080`), else, of a Unix socket,
/// `http://localhost`.
std::string site_address(const SiteSettings& settings, const std::string& listener);

/// The listener (`http://…` or `unix:…`) that a setting names (`127.0.0.1:8080`, `unix:/path`).
std::string listener_address(const std::string& setting);

/// Whether only this machine can reach a listener; a Unix socket is there for a proxy, and so for everybody.
bool is_loopback(const std::string& listener);

}  // namespace feed_exporter
