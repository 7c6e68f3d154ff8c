// SPDX-License-Identifier: MIT
// What text of a setting may hold: it goes into every feed as it is. Pure.
#pragma once

#include <string_view>

namespace feed_exporter {

/// Throws ValueError that names the place unless `text` is UTF-8 (RFC 3629) of characters that XML 1.0 has
/// (section 2.2): one that it lacks would make every feed unreadable.
void check_text(std::string_view text);

}  // namespace feed_exporter
