// SPDX-License-Identifier: MIT
// The events of md4c -> HTML, up to a limit. Only for `render_markdown`.
#pragma once

#include <md4c.h>

#include <string>
#include <string_view>

namespace feed_exporter {

/// The methods that take events return nonzero to end the parsing.
class MarkdownHtml {
 public:
  int enter_block(MD_BLOCKTYPE type, const void* detail);
  int leave_block(MD_BLOCKTYPE type, const void* detail);
  int enter_span(MD_SPANTYPE type, const void* detail);
  int leave_span(MD_SPANTYPE type, const void* detail);
  int text(MD_TEXTTYPE type, std::string_view text);

  /// Whether the limit is passed; what was written is not whole then.
  bool is_too_much() const;
  std::string take() { return std::move(out_); }

 private:
  int write(std::string_view text);
  void write_attribute(const MD_ATTRIBUTE& attribute);
  void write_title(const MD_ATTRIBUTE& title);

  std::string out_;
  /// Pictures within each other that are open.
  int images_ = 0;
};

}  // namespace feed_exporter
