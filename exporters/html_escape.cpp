// SPDX-License-Identifier: MIT
#include "exporters/html_escape.hpp"

namespace feed_exporter {

namespace {

constexpr std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

void append_escaped_html(std::string& out, std::string_view text) {
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escaped = reference(text[i]);
    if (escaped.empty()) continue;
    out += text.substr(plain, i - plain);
    out += escaped;
    plain = i + 1;
  }
  out += text.substr(plain);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped_html(out, text);
  return out;
}

}  // namespace feed_exporter
