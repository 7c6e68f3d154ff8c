// SPDX-License-Identifier: MIT
#include "exporters/rss_titles.hpp"

#include <algorithm>
#include <array>
#include <string_view>
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

void respell_titles(std::string& document, std::size_t start) {
  constexpr std::string_view open = "<title>";
  std::string tail;
  std::size_t copied = start;
  // Outside of markup pugixml escapes every `<`, so what is found is always an element.
  for (std::size_t at = document.find(open, start); at != std::string::npos; at = document.find(open, at)) {
    at += open.size();
    const std::size_t end = std::min(document.find('<', at), document.size());
    const std::string_view title = std::string_view(document).substr(at, end - at);
    if (title.find('&') == std::string_view::npos) continue;
    tail.append(document, copied, at - copied);
    append_title(tail, title);
    copied = end;
  }
  if (copied == start) return;
  tail.append(document, copied);
  document.replace(start, std::string::npos, tail);
}

}  // namespace feed_exporter
