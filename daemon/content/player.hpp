// SPDX-License-Identifier: MIT
// The video player in a seed's `featuredContent`. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {

struct Player {
  /// https URL on an allowed host; else empty.
  std::string url;
  /// Why there is none: a rule and a message.
  std::string_view rule;
  std::string message;
};

/// Reads the source of the first iframe in a piece of HTML. A source without a scheme (`//host/…`) is https.
Player read_player(std::string_view html, const std::vector<std::string>& allowed_hosts);

}  // namespace feed_exporter
