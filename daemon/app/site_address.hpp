// SPDX-License-Identifier: MIT
// The public address of the site where none is configured: made from a listener, never from what a client
// asks for.
#pragma once

#include <string>
#include <vector>

#include "config/settings.hpp"

namespace feed_exporter {

/// The configured base URL, else the listener's own (`http://127.0.0.1:8080`), else, of a Unix socket,
/// `http://localhost`.
std::string site_address(const SiteSettings& settings, const std::string& listener);

/// The address of what is made without a server: as `serve` would have it.
std::string offline_address(const Settings& settings);

/// What would have to change once others use the ids and links of a site at `address`: to be said before.
std::vector<std::string> identity_doubts(const SiteSettings& settings, const std::string& address);

/// Whether only this machine can reach a listener; a Unix socket is there for a proxy, and so for everybody.
bool is_loopback(const std::string& listener);

}  // namespace feed_exporter
