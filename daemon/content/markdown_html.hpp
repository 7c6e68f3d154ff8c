// SPDX-License-Identifier: MIT
// The events of md4c -> HTML, up to a limit. Only for `render_markdown`.
#pragma once

#include <md4c.h>

#include <string>
#include <string_view>
#include <utility>

#include "daemon/content/markdown.hpp"

namespace feed_exporter {

/// The methods that take events return nonzero to end the parsing.
class MarkdownHtml {
 public:
  /// `source` is the text that is parsed; it must outlive this.
  explicit MarkdownHtml(std::string_view source) : source_(source) {}

  int enter_block(MD_BLOCKTYPE type, const void* detail);
  int leave_block(MD_BLOCKTYPE type, const void* detail);
  int enter_span(MD_SPANTYPE type, const void* detail);
  int leave_span(MD_SPANTYPE type, const void* detail);
  int text(MD_TEXTTYPE type, std::string_view text);

  /// Whether the limit is passed; what was written is not whole then.
  bool is_too_much() const;
  RenderedMarkdown take() { return {std::move(out_), std::move(pieces_)}; }

 private:
  int write(std::string_view text);
  void note_piece(const char* begin, std::size_t size);
  void write_attribute(const MD_ATTRIBUTE& attribute);
  void write_title(const MD_ATTRIBUTE& title);

  std::string_view source_;
  std::string out_;
  std::vector<RenderedMarkdown::Piece> pieces_;
  /// Pictures within each other that are open.
  int images_ = 0;
  /// The target of the last link if it begins with a slash, and where the link begins; null: it is known what
  /// the link is.
  const char* slash_target_ = nullptr;
  std::size_t link_start_ = 0;
  bool in_false_link_ = false;
};

}  // namespace feed_exporter
