// SPDX-License-Identifier: MIT
// The files that pages and feeds refer to and that never change while the program runs: one table, from which
// they are served and exported.
#pragma once

#include <span>
#include <string_view>

namespace feed_exporter {

struct Asset {
  /// Below the base URL: `/feeds/page.css`.
  std::string_view path;
  std::string_view content_type;
  std::string_view bytes;
};

std::span<const Asset> assets();

// Beside the feeds, so that a proxy that forwards these forwards all that pages need. A topic cannot have
// such an address, since a slug has no dot.
inline constexpr std::string_view page_stylesheet_path = "/feeds/page.css";
/// With which a browser shows a raw Atom or RSS feed.
inline constexpr std::string_view feed_stylesheet_path = "/feeds/feed.css";
inline constexpr std::string_view favicon_path = "/feeds/favicon.svg";

}  // namespace feed_exporter
