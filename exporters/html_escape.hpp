// SPDX-License-Identifier: MIT
// Plain text -> HTML: the one place where text is escaped for HTML.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// Appends `text` with `& < > " '` as character references: fit for HTML text and for quoted attributes.
void append_escaped_html(std::string& out, std::string_view text);

/// Appends `text` with `& < >` as character references: fit to stand between tags alone. Quotes stay as they
/// are, for programs that show the source of what is HTML.
void append_escaped_html_text(std::string& out, std::string_view text);

/// `text` fit to stand between tags alone.
std::string escape_html_text(std::string_view text);

}  // namespace feed_exporter
