// SPDX-License-Identifier: MIT
// HTML as it came -> HTML that may stand in a feed: allowed elements and attributes only, absolute URLs,
// well-formed also as XML. Pure; thread-safe; the same bytes for the same input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {

struct CleanedHtml {
  std::string html;
  /// What was taken out that a reader might miss or a browser would run, in the order of the text: `script`,
  /// `event handler`, `javascript: link`, `img without source`, `hidden text`, `control character`.
  struct Removal {
    std::string what;
    std::size_t count = 0;
    /// Where the first is in the text.
    std::size_t offset = 0;
  };
  std::vector<Removal> removals;
  /// The text was more than the parser takes; `html` is empty.
  bool too_complex = false;
  /// Elements stood deeper in each other than is passed on; their text stays.
  bool too_deep = false;
};

/// `html` is a whole document, of which the body is taken, or a piece of one. `base` is an absolute URL.
CleanedHtml clean_html(std::string_view html, std::string_view base);

}  // namespace feed_exporter
