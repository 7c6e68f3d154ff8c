// SPDX-License-Identifier: MIT
#include "exporters/not_found_page.hpp"

#include "exporters/format.hpp"
#include "exporters/page.hpp"

namespace feed_exporter {
namespace {

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

std::string render_not_found_page(const Site& site, std::string_view text, const std::vector<Tag>& nearest) {
  std::string out;
  render_page(site, {.title = "404 Not Found"}, out, [&](HtmlWriter& html) {
    html.element("div", {{"class", "failure"}}, [&] {
      html.element("p", {{"class", "status"}}, "404");
      html.element("h1", {}, "Not Found");
      html.element("p", {{"class", "lede"}}, text);
      html.element("p", {},
                   "The address may be mistyped, or the topic may have been renamed or have no article yet.");
    });
    if (!nearest.empty()) write_nearest(html, site, nearest);
    html.element("p", {}, [&] {
      html.element("a", {{"class", "button"}, {"href", site_link(site, index_page_path)}}, "See all topics");
    });
  });
  return out;
}

}  // namespace feed_exporter
