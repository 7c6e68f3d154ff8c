// SPDX-License-Identifier: MIT
// A page read back by an HTML5 parser, so that tests ask for elements, not for bytes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter::testing {

struct HtmlElement {
  std::string tag;
  std::map<std::string, std::string> attributes;
  /// Of the element and everything in it.
  std::string text;

  /// Empty if it is not there.
  std::string attribute(const std::string& name) const;
};

struct HtmlDocument {
  /// Parse errors by the standard; 0 in a page of ours.
  std::size_t errors = 0;
  /// In document order.
  std::vector<HtmlElement> elements;

  std::vector<HtmlElement> all(std::string_view tag) const;
  /// All with this value of an attribute.
  std::vector<HtmlElement> all(std::string_view tag, const std::string& attribute,
                               const std::string& value) const;
};

HtmlDocument parse_html(const std::string& text);

/// The text of each, to be compared with a list.
std::vector<std::string> texts(const std::vector<HtmlElement>& elements);

/// One attribute of each.
std::vector<std::string> attributes(const std::vector<HtmlElement>& elements, const std::string& name);

}  // namespace feed_exporter::testing
