// SPDX-License-Identifier: MIT
#include "daemon/content/markdown.hpp"

#include <md4c.h>

#include <algorithm>

#include "daemon/content/markdown_html.hpp"

namespace feed_exporter {
namespace {

/// Columns of a table: cells are written for each column of each row, however short the row is in the text.
constexpr std::ptrdiff_t max_table_columns = 128;

/// Whether a line could be a row of a table that is too wide.
bool has_wide_row(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (std::count(line.begin(), line.end(), '|') > max_table_columns) return true;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return false;
}

/// Bare links of a text: md4c takes time with their square.
constexpr std::size_t max_bare_links = 1'000;

/// Whether there are more places than that where a link without brackets may be.
bool has_many_bare_links(std::string_view text) {
  std::size_t candidates = 0;
  for (const std::string_view mark : {"www.", "://", "@"}) {
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size())) {
      if (++candidates > max_bare_links) return true;
    }
  }
  return false;
}

MarkdownHtml& writer(void* userdata) {
  return *static_cast<MarkdownHtml*>(userdata);
}

}  // namespace

std::size_t RenderedMarkdown::text_offset(std::size_t html_offset) const {
  const auto after = std::ranges::upper_bound(pieces, html_offset, {}, &Piece::html);
  if (after == pieces.begin()) return 0;
  const Piece& piece = *(after - 1);
  return piece.text + std::min<std::size_t>(html_offset - piece.html, piece.size);
}

std::optional<RenderedMarkdown> render_markdown(std::string_view text) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_STRIKETHROUGH;
  if (!has_many_bare_links(text)) parser.flags |= MD_FLAG_PERMISSIVEAUTOLINKS;
  if (!has_wide_row(text)) parser.flags |= MD_FLAG_TABLES;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* userdata) {
    return writer(userdata).enter_block(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* userdata) {
    return writer(userdata).leave_block(type, detail);
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* userdata) {
    return writer(userdata).enter_span(type, detail);
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* userdata) {
    return writer(userdata).leave_span(type, detail);
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* data, MD_SIZE size, void* userdata) {
    return writer(userdata).text(type, {data, size});
  };
  MarkdownHtml html(text);
  const int result = md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &html);
  // md4c does not pass on every end that a callback asks for.
  if (result != 0 || html.is_too_much()) return std::nullopt;
  return html.take();
}

}  // namespace feed_exporter
