// SPDX-License-Identifier: MIT
// One path in all the codings it is offered in: bodies, validators, header lines. Immutable, and shared by
// all snapshots in which it does not change.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/serve/body.hpp"

namespace feed_exporter {

/// In the order of preference where a client likes several equally (RFC 9110 section 12.5.3).
enum class Coding : std::uint8_t { brotli, zstd, gzip, identity };
inline constexpr std::size_t coding_count = 4;

/// One resource in one coding.
struct Representation {
  Body body;
  /// Strong, with its quotes (RFC 9110 section 8.8.3); empty for what is never cached.
  std::string etag;
  /// Header lines of a 200 and of a 304, each ended by CRLF; without status line, Date, Server, Connection
  /// and the blank line, which the connection adds.
  std::string head_200;
  std::string head_304;
  /// The same for a browser's window, where that is told another `Content-Type`; else empty. Caches that are
  /// shared must not keep them, and a 304 says so as its 200 does (RFC 9110 section 15.4.5).
  std::string window_200;
  std::string window_304;

  const std::string& head(int status, bool in_window) const {
    if (in_window && !window_200.empty()) return status == 304 ? window_304 : window_200;
    return status == 304 ? head_304 : head_200;
  }
};

/// One path: its representations and what all of them share.
struct Resource {
  /// Null where that coding is not offered; identity is always there.
  std::array<std::unique_ptr<const Representation>, coding_count> representations;
  /// The value of the `Last-Modified` line, or empty (RFC 9110 section 8.8.2).
  std::string last_modified;
  /// For metrics: `atom`, `html`, `opml`…
  std::string_view format;

  const Representation& identity() const {
    return *representations[static_cast<std::size_t>(Coding::identity)];
  }
};

}  // namespace feed_exporter
