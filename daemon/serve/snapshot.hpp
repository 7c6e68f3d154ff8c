// SPDX-License-Identifier: MIT
// What is served: every path with its ready bytes. Immutable once published; each serving thread holds its
// own pointer to it and each answer in flight keeps alive what it sends, so no reader waits and none sees a
// mixture.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exporters/directory.hpp"
#include "exporters/format.hpp"

namespace feed_exporter {

/// In the order of preference where a client likes several equally (RFC 9110 section 12.5.3).
enum class Coding : std::uint8_t { brotli, zstd, gzip, identity };
inline constexpr std::size_t coding_count = 4;

/// Bytes ready for a socket: in memory, or, where large, in a memfd for sendfile(2).
class Body {
 public:
  Body() = default;
  /// Bodies of at least `sendfile_bytes` go to a memfd if one is to be had.
  static Body make(std::string bytes);
  ~Body();
  Body(Body&& other) noexcept;
  Body& operator=(Body&& other) noexcept;

  std::size_t size() const { return size_; }
  /// -1: in memory.
  int descriptor() const { return descriptor_; }
  /// Empty if in a memfd.
  std::string_view memory() const { return bytes_; }
  /// A copy of the bytes, wherever they are.
  std::string read() const;

  static constexpr std::size_t sendfile_bytes = 32 * 1024;

 private:
  std::string bytes_;
  std::size_t size_ = 0;
  int descriptor_ = -1;
};

/// One resource in one coding.
struct Representation {
  Body body;
  /// Strong, with its quotes (RFC 9110 section 8.8.3).
  std::string etag;
  /// Header lines of a 200 and of a 304, each ended by CRLF; without status line, Date, Server, Connection
  /// and the blank line, which the connection adds.
  std::string head_200;
  std::string head_304;
};

/// One path: its representations and what all of them share. Shared by the snapshots in which it does not
/// change.
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

/// Whether the daemon is fit to serve, for `/readyz`.
struct Readiness {
  /// The first snapshot is there and the seeds are readable.
  bool ready = false;
  /// One line each: why it is not ready or degraded.
  std::vector<std::string> reasons;
  bool operator==(const Readiness&) const = default;
};

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class Snapshot {
 public:
  /// Decoded path below the base URL (`/feeds/ai.atom`) -> resource.
  std::unordered_map<std::string, std::shared_ptr<const Resource>, StringHash, std::equal_to<>> resources;
  /// Alias slug -> slug (301).
  std::unordered_map<std::string, std::string, StringHash, std::equal_to<>> aliases;
  /// All topics, for the nearest names of one that is not there.
  std::vector<Tag> topics;
  Site site;
  /// Path of the base URL, without a trailing slash; empty if it has none.
  std::string base_path;
  Readiness readiness;
  /// Counts up with each snapshot.
  std::uint64_t generation = 0;
};

}  // namespace feed_exporter
