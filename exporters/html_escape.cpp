// SPDX-License-Identifier: MIT
#include "exporters/html_escape.hpp"

namespace feed_exporter {

namespace {

enum class Place { text, attribute };

constexpr std::string_view reference(char c, Place place) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return place == Place::attribute ? "&quot;" : std::string_view();
    case '\'':
      return place == Place::attribute ? "&#39;" : std::string_view();
    default:
      return {};
  }
}

void append_escaped(std::string& out, std::string_view text, Place place) {
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escaped = reference(text[i], place);
    if (escaped.empty()) continue;
    out += text.substr(plain, i - plain);
    out += escaped;
    plain = i + 1;
  }
  out += text.substr(plain);
}

}  // namespace

void append_escaped_html_text(std::string& out, std::string_view text) {
  append_escaped(out, text, Place::text);
}

void append_escaped_html(std::string& out, std::string_view text) {
  append_escaped(out, text, Place::attribute);
}

std::string escape_html_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped_html_text(out, text);
  return out;
}

}  // namespace feed_exporter
