// SPDX-License-Identifier: MIT
#include "daemon/content/markdown.hpp"

#include <md4c.h>

#include <algorithm>

namespace feed_exporter {
namespace {

/// Eight times the largest seed.
constexpr std::size_t max_html_bytes = 8 * 1024 * 1024;

/// Columns of a table: cells are written for each column of each row, however short the row is in the text.
constexpr std::ptrdiff_t max_table_columns = 128;

/// Whether a line could be a row of a table that is too wide.
bool has_wide_row(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (std::count(line.begin(), line.end(), '|') > max_table_columns) return true;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return false;
}

/// Bare links of a text: md4c takes time with their square.
constexpr std::size_t max_bare_links = 1'000;

/// Whether there are more places than that where a link without brackets may be.
bool has_many_bare_links(std::string_view text) {
  std::size_t candidates = 0;
  for (const std::string_view mark : {"www.", "://", "@"}) {
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size())) {
      if (++candidates > max_bare_links) return true;
    }
  }
  return false;
}

/// Writes HTML from the events of md4c. Each method returns nonzero to end the parsing.
class HtmlWriter {
 public:
  bool is_too_much() const { return out_.size() > max_html_bytes; }
  std::string take() { return std::move(out_); }

  int enter_block(MD_BLOCKTYPE type, const void* detail) {
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
        return write("<th" + alignment(detail) + '>');
      case MD_BLOCK_TD:
        return write("<td" + alignment(detail) + '>');
      case MD_BLOCK_DOC:
      case MD_BLOCK_HTML:
        break;
    }
    return 0;
  }

  int leave_block(MD_BLOCKTYPE type, const void* detail) {
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

  int enter_span(MD_SPANTYPE type, const void* detail) {
    // The text of a picture is an attribute: no markup in it.
    if (type == MD_SPAN_IMG && images_++ == 0) {
      const auto& image = *static_cast<const MD_SPAN_IMG_DETAIL*>(detail);
      write("<img src=\"");
      write_attribute(image.src);
      return write("\" alt=\"");
    }
    if (images_ > 0) return 0;
    switch (type) {
      case MD_SPAN_A: {
        const auto& link = *static_cast<const MD_SPAN_A_DETAIL*>(detail);
        write("<a href=\"");
        write_attribute(link.href);
        write_title(link.title);
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

  int leave_span(MD_SPANTYPE type, const void* detail) {
    if (type == MD_SPAN_IMG && --images_ == 0) {
      write_title(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->title);
      return write("\">");
    }
    if (images_ > 0) return 0;
    switch (type) {
      case MD_SPAN_A:
        return write("</a>");
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

  int text(MD_TEXTTYPE type, std::string_view text) {
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
        return write_escaped(text);
    }
  }

 private:
  static std::string level(const void* detail) {
    return std::to_string(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
  }

  static std::string alignment(const void* detail) {
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

  int write(std::string_view text) {
    out_ += text;
    return is_too_much() ? 1 : 0;
  }

  int write_escaped(std::string_view text) {
    for (const char c : text) {
      switch (c) {
        case '&':
          out_ += "&amp;";
          break;
        case '<':
          out_ += "&lt;";
          break;
        case '>':
          out_ += "&gt;";
          break;
        case '"':
          out_ += "&quot;";
          break;
        default:
          out_ += c;
      }
    }
    return write({});
  }

  /// Parts of an attribute are text, or references of HTML, which stay as they are.
  void write_attribute(const MD_ATTRIBUTE& attribute) {
    for (std::size_t part = 0; attribute.substr_offsets[part] < attribute.size; ++part) {
      const MD_OFFSET begin = attribute.substr_offsets[part];
      const MD_OFFSET end = attribute.substr_offsets[part + 1];
      text(attribute.substr_types[part] == MD_TEXT_ENTITY ? MD_TEXT_ENTITY : MD_TEXT_NORMAL,
           {attribute.text + begin, end - begin});
    }
  }

  void write_title(const MD_ATTRIBUTE& title) {
    if (title.text == nullptr || title.size == 0) return;
    write("\" title=\"");
    write_attribute(title);
  }

  std::string out_;
  /// Pictures within each other that are open.
  int images_ = 0;
};

HtmlWriter& writer(void* userdata) {
  return *static_cast<HtmlWriter*>(userdata);
}

}  // namespace

std::optional<std::string> render_markdown(std::string_view text) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_STRIKETHROUGH;
  if (!has_many_bare_links(text)) parser.flags |= MD_FLAG_PERMISSIVEAUTOLINKS;
  if (!has_wide_row(text)) parser.flags |= MD_FLAG_TABLES;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* userdata) {
    return writer(userdata).enter_block(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* userdata) {
    return writer(userdata).leave_block(type, detail);
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* userdata) {
    return writer(userdata).enter_span(type, detail);
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* userdata) {
    return writer(userdata).leave_span(type, detail);
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* data, MD_SIZE size, void* userdata) {
    return writer(userdata).text(type, {data, size});
  };
  HtmlWriter html;
  const int result = md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &html);
  // md4c does not pass on every end that a callback asks for.
  if (result != 0 || html.is_too_much()) return std::nullopt;
  return html.take();
}

}  // namespace feed_exporter
