// SPDX-License-Identifier: MIT
// Markdown -> HTML, not yet cleaned. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {

struct RenderedMarkdown {
  /// A piece of the text and where it stands in the HTML.
  struct Piece {
    std::uint32_t html = 0;
    std::uint32_t text = 0;
    std::uint32_t size = 0;
  };

  std::string html;
  /// In the order of the HTML.
  std::vector<Piece> pieces;

  /// Where in the text something of the HTML comes from, or what is next before it.
  std::size_t text_offset(std::size_t html_offset) const;
};

/// CommonMark 0.30 with tables, strikethrough and bare links as GitHub has them; HTML in it passes. Nothing
/// if the text unfolds to more than 8 MiB (reference links may multiply it) or is too much for the parser.
std::optional<RenderedMarkdown> render_markdown(std::string_view text);

}  // namespace feed_exporter
