// SPDX-License-Identifier: MIT
// Markdown -> HTML, not yet cleaned. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feed_exporter {

/// CommonMark 0.30 with tables, strikethrough and bare links as GitHub has them; HTML in it passes. Nothing
/// if the text unfolds to more than 8 MiB (reference links may multiply it) or is too much for the parser.
std::optional<std::string> render_markdown(std::string_view text);

}  // namespace feed_exporter
