// SPDX-License-Identifier: MIT
#include "daemon/content/player.hpp"

#include <algorithm>
#include <optional>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/iframe_source.hpp"
#include "daemon/content/problem_list.hpp"
#include "daemon/content/url.hpp"
#include "daemon/content/url_resolve.hpp"

namespace feed_exporter {

Player read_player(std::string_view html, const std::vector<std::string>& allowed_hosts) {
  std::optional<std::string> source(scan_iframe_source(html));
  if (!source) source = parse_iframe_source(html);
  if (!source) return {{}, "bad-player", "featuredContent has no iframe with a source; it is left out"};
  std::string address(trimmed(*source));
  if (address.starts_with("//")) address.insert(0, "https:");
  UrlReading reading = read_url(address);
  if (!reading.url.starts_with("https://")) {
    const bool is_https = scheme_of(address) == "https";
    const std::string reason(is_https ? reading.reason : "is not an absolute https URL");
    return {{}, "bad-player", "the player " + quote(address) + ' ' + reason + "; it is left out"};
  }
  const std::string_view host = host_of(reading.url);
  if (std::find(allowed_hosts.begin(), allowed_hosts.end(), host) == allowed_hosts.end()) {
    return {{},
            "player-host",
            "the player's host " + quote(host) + " is not in [feeds] player_hosts; it is left out"};
  }
  return {std::move(reading.url), {}, {}};
}

}  // namespace feed_exporter
