// SPDX-License-Identifier: MIT
#include "exporters/html.hpp"

#include "exporters/html_escape.hpp"

namespace feed_exporter {

void HtmlWriter::doctype() {
  out_ += "<!doctype html>\n";
}

void HtmlWriter::element(std::string_view tag, Attributes attributes, std::string_view content) {
  open(tag, attributes);
  text(content);
  close(tag);
}

void HtmlWriter::text(std::string_view content) {
  append_escaped_html_text(out_, content);
}

void HtmlWriter::open(std::string_view tag, Attributes attributes) {
  out_ += '<';
  out_ += tag;
  for (const HtmlAttribute& attribute : attributes) {
    if (!attribute.value) continue;
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    append_escaped_html(out_, *attribute.value);
    out_ += '"';
  }
  out_ += '>';
}

void HtmlWriter::close(std::string_view tag) {
  out_ += "</";
  out_ += tag;
  out_ += '>';
}

}  // namespace feed_exporter
