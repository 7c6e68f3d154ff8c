// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string_view>

#include "exporters/directory.hpp"
#include "exporters/format.hpp"
#include "exporters/page.hpp"

namespace feed_exporter {
namespace {

struct ErrorText {
  int status;
  /// RFC 9110 section 15, RFC 6585 section 4.
  std::string_view phrase;
  std::string_view advice;
};

constexpr ErrorText texts[] = {
    {400, "Bad Request", "Check the address: something in it is not allowed there."},
    {404, "Not Found", "The address may be mistyped, or the topic may have been renamed."},
    {405, "Method Not Allowed", "Feeds and pages can be read here, and nothing can be sent."},
    {406, "Not Acceptable", "Ask for it in another encoding."},
    {429, "Too Many Requests", "Please wait a moment before you ask again."},
    {500, "Internal Server Error", "This is our mistake, not yours. Please try again later."},
    {501, "Not Implemented", "Feeds and pages can be read here, and nothing else can be done."},
    {503, "Service Unavailable", "The feeds are being prepared. Please try again in a moment."},
};
constexpr ErrorText other = {0, "Error", "Please try again later."};

const ErrorText& find_text(int status) {
  const auto* found = std::ranges::find(texts, status, &ErrorText::status);
  return found == std::end(texts) ? other : *found;
}

void write_nearest(HtmlWriter& html, const Site& site, const std::vector<Tag>& nearest) {
  const Format& page = page_format();
  html.element("nav", {{"class", "related"}, {"aria-labelledby", "nearest"}}, [&] {
    html.element("h2", {{"id", "nearest"}}, "Did you mean");
    html.element("ul", {}, [&] {
      for (const Tag& tag : nearest) {
        html.element("li", {}, [&] {
          html.element("a", {{"href", site_link(site, feed_path(tag.slug, page))}}, tag.name);
        });
      }
    });
  });
}

}  // namespace

std::string render_error_page(const Site& site, int status, const std::string& text,
                              const std::vector<Tag>& nearest) {
  const ErrorText& error = find_text(status);
  const std::string heading = std::to_string(status) + " " + std::string(error.phrase);
  std::string out;
  render_page(site, {.title = heading}, out, [&](HtmlWriter& html) {
    html.element("div", {{"class", "failure"}}, [&] {
      html.element("p", {{"class", "status"}}, std::to_string(status));
      html.element("h1", {}, error.phrase);
      if (!text.empty() && text != error.phrase) html.element("p", {{"class", "lede"}}, text);
      html.element("p", {}, error.advice);
    });
    if (!nearest.empty()) write_nearest(html, site, nearest);
    html.element("p", {}, [&] {
      html.element("a", {{"class", "button"}, {"href", site_link(site, index_page_path)}}, "See all topics");
    });
  });
  return out;
}

}  // namespace feed_exporter
