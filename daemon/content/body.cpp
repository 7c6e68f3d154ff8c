// SPDX-License-Identifier: MIT
#include "daemon/content/body.hpp"

#include <optional>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/html_cleaner.hpp"
#include "daemon/content/markdown.hpp"

namespace feed_exporter {
namespace {

/// What a body may take of each feed that it is in. A seed may be as large, and feeds hold fifty; escaped, a
/// body of `<` would be eight times its size.
constexpr std::size_t max_escaped_bytes = 512 * 1024;

/// Bytes of HTML in XML.
std::size_t escaped_size(std::string_view html) {
  std::size_t size = html.size();
  for (const char c : html) {
    if (c == '&') size += 4;
    if (c == '<' || c == '>') size += 3;
  }
  return size;
}

void warn_of_removals(const CleanedHtml& cleaned, Position at, ProblemList& problems) {
  std::string list;
  for (const CleanedHtml::Removal& removal : cleaned.removals) {
    if (!list.empty()) list += ", ";
    list += removal.what;
    if (removal.count > 1) list += " (" + std::to_string(removal.count) + ')';
  }
  problems.warn(at, "unsafe-html", "taken out of the body: " + list);
}

}  // namespace

std::string render_body(std::string_view path, std::string_view body, std::uint32_t line,
                        std::string_view url, ProblemList& problems) {
  if (trimmed(body).empty()) return {};
  const Position start{line, 0};
  const bool is_html = path.ends_with(".html");
  std::optional<RenderedMarkdown> rendered;
  if (!is_html) {
    rendered = render_markdown(body);
    if (!rendered) {
      problems.warn(start, "body-too-complex",
                    "the body is too much to be rendered as Markdown; it is left out");
      return {};
    }
  }
  CleanedHtml cleaned = clean_html(is_html ? body : rendered->html, url);
  if (cleaned.too_complex) {
    problems.warn(start, "body-too-complex", "the body has too many tags or attributes; it is left out");
    return {};
  }
  if (escaped_size(cleaned.html) > max_escaped_bytes) {
    problems.warn(start, "body-too-large",
                  "the body would take more than " + std::to_string(max_escaped_bytes / 1024) +
                      " KiB of each feed; the excerpt stands in for it");
    return {};
  }
  if (cleaned.too_deep) {
    problems.warn(start, "body-too-deep",
                  "elements of the body are nested too deep; the inner ones are left out");
  }
  if (!cleaned.removals.empty()) {
    const std::size_t offset = cleaned.removals.front().offset;
    const Position first = position_of(body, is_html ? offset : rendered->text_offset(offset));
    warn_of_removals(cleaned, {line + first.line - 1, first.column}, problems);
  } else if (cleaned.html.empty()) {
    problems.warn(start, "empty-body", "nothing of the body can be shown");
  }
  return std::move(cleaned.html);
}

}  // namespace feed_exporter
