// SPDX-License-Identifier: MIT
#include "exporters/rss_titles.hpp"

#include <array>
#include <utility>

namespace feed_exporter {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> spellings = {
    {{"&amp;", "&#x26;"}, {"&lt;", "&#x3C;"}, {"&gt;", "&#x3E;"}}};

void append_title(std::string& out, std::string_view text) {
  while (true) {
    const std::size_t plain = text.find('&');
    out += text.substr(0, plain);
    if (plain == std::string_view::npos) return;
    text.remove_prefix(plain);
    std::size_t taken = 0;
    for (const auto& [entity, reference] : spellings) {
      if (!text.starts_with(entity)) continue;
      out += reference;
      taken = entity.size();
    }
    if (taken == 0) {
      out += '&';
      taken = 1;
    }
    text.remove_prefix(taken);
  }
}

}  // namespace

void append_with_hexadecimal_titles(std::string& out, std::string_view xml) {
  constexpr std::string_view open = "<title>";
  out.reserve(out.size() + xml.size() + xml.size() / 64);
  while (true) {
    // Outside of markup pugixml escapes every `<`, so this is always an element.
    const std::size_t start = xml.find(open);
    if (start == std::string_view::npos) break;
    out += xml.substr(0, start + open.size());
    xml.remove_prefix(start + open.size());
    const std::size_t end = xml.find('<');
    append_title(out, xml.substr(0, end));
    if (end == std::string_view::npos) return;
    xml.remove_prefix(end);
  }
  out += xml;
}

}  // namespace feed_exporter
