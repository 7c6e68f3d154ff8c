// SPDX-License-Identifier: MIT
#include "exporters/asset.hpp"

#include <array>

#include "exporters/stylesheet.hpp"

namespace feed_exporter {
namespace {

/// The waves of the feed icon on a rounded square; legible at 16 pixels, on light and dark tabs.
constexpr std::string_view favicon =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#c2410c"/><g fill="none" stroke="#fff" stroke-width="3.6" stroke-linecap="round"><path d="M8 15.5A8.5 8.5 0 0 1 16.5 24"/><path d="M8 8a16 16 0 0 1 16 16"/></g><circle cx="10" cy="22" r="2.6" fill="#fff"/></svg>
)svg";

}  // namespace

std::span<const Asset> assets() {
  static const std::array<Asset, 4> table = {{
      {.path = page_stylesheet_path, .content_type = "text/css; charset=utf-8", .bytes = page_stylesheet()},
      {.path = feed_stylesheet_path, .content_type = "text/css; charset=utf-8", .bytes = feed_stylesheet()},
      {.path = favicon_path, .content_type = "image/svg+xml", .bytes = favicon},
      // What browsers ask for where a document, a raw feed, cannot name its icon.
      {.path = "/favicon.ico", .content_type = "image/svg+xml", .bytes = favicon},
  }};
  return table;
}

}  // namespace feed_exporter
