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

  /// Whether the text was too much for the parser: too many tags, attributes of one tag, or elements that
  /// come of it. There are no elements then.
  bool too_complex() const { return root_ == nullptr; }
  /// The `body` element; null if the document has a `frameset` in its place.
  const GumboNode* body() const { return child(GUMBO_TAG_BODY); }
  const GumboNode* frameset() const { return child(GUMBO_TAG_FRAMESET); }
  /// The `head` element if the text has no tag for it: there the parser puts the scripts, styles and the like
  /// that the text begins with.
  const GumboNode* implied_head() const;

 private:
  class Arena;
  const GumboNode* child(GumboTag tag) const;

  std::unique_ptr<Arena> arena_;
  const GumboNode* root_ = nullptr;
};

}  // namespace feed_exporter
