// SPDX-License-Identifier: MIT
// Text that may hold any bytes, the names of files above all -> text for terminals, logs and pages. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// `text` with `\xNN` for each byte of a control character (C0, DEL, C1), of the noncharacters U+FFFE and
/// U+FFFF, and of what is no UTF-8; all else as it is. Printable text stays the same.
std::string printable(std::string_view text);

}  // namespace feed_exporter
