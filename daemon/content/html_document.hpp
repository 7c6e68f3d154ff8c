// SPDX-License-Identifier: MIT
// HTML text -> gumbo's tree, within a budget. Owned by one thread.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string_view>

namespace feed_exporter {

/// Start and end tags a text may have: an HTML5 parser compares each with all open elements, so that time
/// grows with their square. Twenty times as many as the largest newsletter seen has.
inline constexpr std::size_t max_html_tags = 20'000;

class HtmlDocument {
 public:
  /// Parses a whole document or a piece of one (WHATWG HTML section 13.2). `text` must outlive this.
  explicit HtmlDocument(std::string_view text);
  ~HtmlDocument();
  HtmlDocument(const HtmlDocument&) = delete;
  HtmlDocument& operator=(const HtmlDocument&) = delete;

  /// The `body` element; null if the text was too much for the parser (too many tags, attributes of one tag,
  /// or elements that come of it).
  const GumboNode* body() const { return body_; }

 private:
  class Arena;
  std::unique_ptr<Arena> arena_;
  const GumboNode* body_ = nullptr;
};

}  // namespace feed_exporter
