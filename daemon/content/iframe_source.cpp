// SPDX-License-Identifier: MIT
#include "daemon/content/iframe_source.hpp"

#include <algorithm>
#include <vector>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/html_document.hpp"

namespace feed_exporter {
namespace {

/// Characters that the parser takes as they are.
bool is_plain(char c) {
  return c >= ' ' && c <= '~' && c != '&';
}

}  // namespace

std::optional<std::string> parse_iframe_source(std::string_view html) {
  const HtmlDocument document(html);
  if (document.body() == nullptr) return std::nullopt;
  std::vector<const GumboNode*> pending = {document.body()};
  while (!pending.empty()) {
    const GumboNode* node = pending.back();
    pending.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    const GumboElement& element = node->v.element;
    if (element.tag == GUMBO_TAG_IFRAME) {
      const GumboAttribute* source = gumbo_get_attribute(&element.attributes, "src");
      if (source == nullptr) return std::nullopt;
      // References to characters that feeds cannot hold are only resolved by the parser.
      return clean_text(source->value);
    }
    for (unsigned i = element.children.length; i > 0; --i) {
      pending.push_back(static_cast<const GumboNode*>(element.children.data[i - 1]));
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> scan_iframe_source(std::string_view html) {
  constexpr std::string_view opening = "<iframe ";
  std::optional<std::string_view> source;
  if (!html.starts_with(opening) || !std::all_of(html.begin(), html.end(), is_plain)) return std::nullopt;
  html.remove_prefix(opening.size());
  while (!html.starts_with('>')) {
    std::size_t size = 0;
    while (size < html.size() && html[size] >= 'a' && html[size] <= 'z') ++size;
    const std::string_view name = html.substr(0, size);
    if (name.empty()) return std::nullopt;
    html.remove_prefix(size);
    if (html.starts_with("=\"")) {
      html.remove_prefix(2);
      const std::size_t end = html.find('"');
      if (end == std::string_view::npos) return std::nullopt;
      // Of attributes of one name the first counts.
      if (name == "src" && !source) source = html.substr(0, end);
      html.remove_prefix(end + 1);
    } else if (name == "src" && !source) {
      return std::nullopt;
    }
    if (html.starts_with(' ')) {
      html.remove_prefix(1);
    } else if (!html.starts_with('>')) {
      return std::nullopt;
    }
  }
  return html == "></iframe>" ? source : std::nullopt;
}

}  // namespace feed_exporter
