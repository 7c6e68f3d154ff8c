// SPDX-License-Identifier: MIT
// Durations as ISO 8601 writes them. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace feed_exporter {

/// `PT1H43M`, `P1DT2H`, `P2W`, `PT0S`; a fraction only in the last part, cut to seconds. Nothing for other
/// texts, for years and months (their length is unknown), and for more than a year.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace feed_exporter
