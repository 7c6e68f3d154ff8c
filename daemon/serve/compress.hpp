// SPDX-License-Identifier: MIT
// Bytes -> the same bytes in a content coding. Deterministic: fixed levels, no time stamp, so that all
// replicas serve the same bytes. Any thread; each keeps its compressors for the next call.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/serve/resource.hpp"

namespace feed_exporter {

/// As `Content-Encoding` names it (RFC 9110 section 8.4.1); empty for identity.
std::string_view coding_name(Coding coding);

/// `bytes` in a coding other than identity; none where that does not help: where little is to be gained, or
/// less than the header lines and the work of decoding are worth.
std::optional<std::string> compress(Coding coding, std::string_view bytes);

/// Bodies shorter than this go into one packet anyhow, coded or not.
inline constexpr std::size_t min_compressed_bytes = 256;

}  // namespace feed_exporter
