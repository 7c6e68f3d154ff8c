// SPDX-License-Identifier: MIT
#include "daemon/content/body.hpp"

#include <optional>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/html_cleaner.hpp"
#include "daemon/content/markdown.hpp"

namespace feed_exporter {
namespace {

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
  std::optional<std::string> rendered;
  if (!is_html) {
    rendered = render_markdown(body);
    if (!rendered) {
      problems.warn(start, "body-too-complex",
                    "the body is too much to be rendered as Markdown; it is left out");
      return {};
    }
    body = *rendered;
  }
  CleanedHtml cleaned = clean_html(body, url);
  if (cleaned.too_complex) {
    problems.warn(start, "body-too-complex", "the body has too many tags or attributes; it is left out");
    return {};
  }
  if (cleaned.too_deep) {
    problems.warn(start, "body-too-deep",
                  "elements of the body are nested too deep; the inner ones are left out");
  }
  if (!cleaned.removals.empty()) {
    // Places in Markdown are gone once it is rendered.
    const Position first = cleaned.removals.front().at;
    warn_of_removals(cleaned, is_html ? Position{line + first.line - 1, first.column} : start, problems);
  }
  return std::move(cleaned.html);
}

}  // namespace feed_exporter
