// SPDX-License-Identifier: MIT
#include "daemon/content/markdown_html.hpp"

#include <functional>

#include "exporters/html_escape.hpp"

namespace feed_exporter {
namespace {

/// Eight times the largest seed.
constexpr std::size_t max_html_bytes = 8 * 1024 * 1024;

std::string level(const void* detail) {
  return std::to_string(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
}

std::string_view alignment(const void* detail) {
  switch (static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align) {
    case MD_ALIGN_LEFT:
      return " align=\"left\"";
    case MD_ALIGN_CENTER:
      return " align=\"center\"";
    case MD_ALIGN_RIGHT:
      return " align=\"right\"";
    default:
      return {};
  }
}

}  // namespace

int MarkdownHtml::enter_block(MD_BLOCKTYPE type, const void* detail) {
  switch (type) {
    case MD_BLOCK_UL:
      return write("<ul>\n");
    case MD_BLOCK_OL: {
      const unsigned start = static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start;
      return start == 1 ? write("<ol>\n") : write("<ol start=\"" + std::to_string(start) + "\">\n");
    }
    case MD_BLOCK_LI:
      return write("<li>");
    case MD_BLOCK_QUOTE:
      return write("<blockquote>\n");
    case MD_BLOCK_HR:
      return write("<hr>\n");
    case MD_BLOCK_H:
      return write("<h" + level(detail) + '>');
    case MD_BLOCK_CODE:
      return write("<pre><code>");
    case MD_BLOCK_P:
      return write("<p>");
    case MD_BLOCK_TABLE:
      return write("<table>\n");
    case MD_BLOCK_THEAD:
      return write("<thead>\n");
    case MD_BLOCK_TBODY:
      return write("<tbody>\n");
    case MD_BLOCK_TR:
      return write("<tr>");
    case MD_BLOCK_TH:
      return write(std::string("<th").append(alignment(detail)) + '>');
    case MD_BLOCK_TD:
      return write(std::string("<td").append(alignment(detail)) + '>');
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
      break;
  }
  return 0;
}

int MarkdownHtml::leave_block(MD_BLOCKTYPE type, const void* detail) {
  switch (type) {
    case MD_BLOCK_UL:
      return write("</ul>\n");
    case MD_BLOCK_OL:
      return write("</ol>\n");
    case MD_BLOCK_LI:
      return write("</li>\n");
    case MD_BLOCK_QUOTE:
      return write("</blockquote>\n");
    case MD_BLOCK_H:
      return write("</h" + level(detail) + ">\n");
    case MD_BLOCK_CODE:
      return write("</code></pre>\n");
    case MD_BLOCK_P:
      return write("</p>\n");
    case MD_BLOCK_TABLE:
      return write("</table>\n");
    case MD_BLOCK_THEAD:
      return write("</thead>\n");
    case MD_BLOCK_TBODY:
      return write("</tbody>\n");
    case MD_BLOCK_TR:
      return write("</tr>\n");
    case MD_BLOCK_TH:
      return write("</th>");
    case MD_BLOCK_TD:
      return write("</td>");
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
      break;
  }
  return 0;
}

int MarkdownHtml::enter_span(MD_SPANTYPE type, const void* detail) {
  // The text of a picture is an attribute: no markup in it.
  if (type == MD_SPAN_IMG && images_++ == 0) {
    const auto& image = *static_cast<const MD_SPAN_IMG_DETAIL*>(detail);
    note_piece(image.src.text, 0);
    write("<img src=\"");
    write_attribute(image.src);
    return write("\" alt=\"");
  }
  if (images_ > 0) return 0;
  switch (type) {
    case MD_SPAN_A: {
      const auto& link = *static_cast<const MD_SPAN_A_DETAIL*>(detail);
      link_start_ = out_.size();
      note_piece(link.href.text, 0);
      write("<a href=\"");
      write_attribute(link.href);
      write_title(link.title);
      slash_target_ = link.href.size > 0 && *link.href.text == '/' ? link.href.text : nullptr;
      return write("\">");
    }
    case MD_SPAN_EM:
      return write("<em>");
    case MD_SPAN_STRONG:
      return write("<strong>");
    case MD_SPAN_CODE:
      return write("<code>");
    case MD_SPAN_DEL:
      return write("<del>");
    default:
      return 0;
  }
}

int MarkdownHtml::leave_span(MD_SPANTYPE type, const void* detail) {
  if (type == MD_SPAN_IMG && --images_ == 0) {
    write_title(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->title);
    return write("\">");
  }
  if (images_ > 0) return 0;
  switch (type) {
    case MD_SPAN_A:
      return std::exchange(in_false_link_, false) ? write("&gt;") : write("</a>");
    case MD_SPAN_EM:
      return write("</em>");
    case MD_SPAN_STRONG:
      return write("</strong>");
    case MD_SPAN_CODE:
      return write("</code>");
    case MD_SPAN_DEL:
      return write("</del>");
    default:
      return 0;
  }
}

int MarkdownHtml::text(MD_TEXTTYPE type, std::string_view text) {
  // md4c takes `</o:p>` for an autolink: a scheme begins with a letter (CommonMark 6.5).
  if (const char* target = std::exchange(slash_target_, nullptr);
      target != nullptr && target == text.data()) {
    in_false_link_ = true;
    out_.resize(link_start_);
    write("&lt;");
  }
  note_piece(text.data(), text.size());
  switch (type) {
    case MD_TEXT_NULLCHAR:
      return write("\xEF\xBF\xBD");
    case MD_TEXT_BR:
      return write(images_ > 0 ? " " : "<br>\n");
    case MD_TEXT_SOFTBR:
      return write(images_ > 0 ? " " : "\n");
    case MD_TEXT_HTML:
    case MD_TEXT_ENTITY:
      return type == MD_TEXT_HTML && images_ > 0 ? 0 : write(text);
    default:
      append_escaped_html(out_, text);
      return write({});
  }
}

bool MarkdownHtml::is_too_much() const {
  return out_.size() > max_html_bytes;
}

int MarkdownHtml::write(std::string_view text) {
  out_ += text;
  return is_too_much() ? 1 : 0;
}

/// Notes that what is written next comes from there; md4c hands on some text that is not of the source.
void MarkdownHtml::note_piece(const char* begin, std::size_t size) {
  const std::less<> before;
  if (before(begin, source_.data()) || !before(begin, source_.data() + source_.size())) return;
  pieces_.push_back({static_cast<std::uint32_t>(out_.size()),
                     static_cast<std::uint32_t>(begin - source_.data()), static_cast<std::uint32_t>(size)});
}

/// Parts of an attribute are text, or references of HTML, which stay as they are.
void MarkdownHtml::write_attribute(const MD_ATTRIBUTE& attribute) {
  for (std::size_t part = 0; attribute.substr_offsets[part] < attribute.size; ++part) {
    const MD_OFFSET begin = attribute.substr_offsets[part];
    const MD_OFFSET end = attribute.substr_offsets[part + 1];
    text(attribute.substr_types[part] == MD_TEXT_ENTITY ? MD_TEXT_ENTITY : MD_TEXT_NORMAL,
         {attribute.text + begin, end - begin});
  }
}

void MarkdownHtml::write_title(const MD_ATTRIBUTE& title) {
  if (title.text == nullptr || title.size == 0) return;
  write("\" title=\"");
  write_attribute(title);
}

}  // namespace feed_exporter
