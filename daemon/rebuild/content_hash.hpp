// SPDX-License-Identifier: MIT
// A fingerprint of a file's bytes, by which the ledger and the manifest of an export know them again. Never
// served.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace feed_exporter {

/// XXH3 of 128 bits; all zero: nothing was read yet.
struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool operator==(const ContentHash&) const = default;
};

ContentHash hash_content(std::string_view bytes);

/// For hash sets: the value is evenly spread already.
struct ContentHashHash {
  std::size_t operator()(const ContentHash& hash) const { return static_cast<std::size_t>(hash.low); }
};

}  // namespace feed_exporter
