// SPDX-License-Identifier: MIT
// How this program names itself in what it writes.
#pragma once

#include <string_view>

namespace feed_exporter {

inline constexpr std::string_view generator_name = "feed-exporter";

}  // namespace feed_exporter
