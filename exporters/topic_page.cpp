// SPDX-License-Identifier: MIT
#include "exporters/topic_page.hpp"

#include <algorithm>
#include <string>

#include "exporters/entry_reading.hpp"
#include "exporters/excerpt.hpp"
#include "exporters/format.hpp"
#include "exporters/page.hpp"
#include "exporters/topic_entries.hpp"

namespace feed_exporter {
namespace {

// Bytes of a text that is shown; longer ones are cut.
constexpr std::size_t max_title = 200;
constexpr std::size_t max_name = 80;
constexpr std::size_t max_description = 600;
constexpr std::size_t max_related = 24;
/// Bytes of all related topics: the name of a topic may be long, and percent-encoded three times as long.
constexpr std::size_t related_budget = 4'000;

/// Bytes kept for what follows the entries: the note about the rest, and the footer.
constexpr std::size_t tail = 800;

void write_related(HtmlWriter& html, const Feed& feed) {
  const Format& page = page_format();
  const std::size_t start = html.size();
  std::size_t written = 0;
  html.element("nav", {{"class", "related"}, {"aria-labelledby", "related"}}, [&] {
    html.element("h2", {{"id", "related"}}, "Related topics");
    html.element("ul", {}, [&] {
      for (const Tag& tag : feed.related_topics) {
        if (written == max_related) return;
        const std::size_t before = html.size();
        html.element("li", {}, [&] {
          html.element("a", {{"href", site_link(feed.site, feed_path(tag.slug, page))}},
                       excerpt(tag.name, max_name));
        });
        if (html.size() - start > related_budget) {
          html.rewind(before);
        } else {
          ++written;
        }
      }
    });
  });
  if (written == 0) html.rewind(start);
}

void write_topic(HtmlWriter& html, const Feed& feed) {
  const std::string name = excerpt(shown_name(feed), max_title);
  html.element("div", {{"class", "hero"}}, [&] {
    html.element("div", {}, [&] {
      html.element("h1", {}, name);
      html.element("p", {{"class", "lede"}}, excerpt(feed.description, max_description));
      html.element("p", {{"class", "facts"}}, [&] {
        if (feed.entries.empty()) return html.text("No article yet");
        html.text("Updated ");
        write_day(html, feed.updated);
      });
    });
    write_subscribe_box(html, feed.site, feed.slug, name);
  });

  std::string related;
  HtmlWriter measure(related);
  write_related(measure, feed);
  if (!feed.entries.empty()) {
    write_entries(html, feed, page_budget - std::min(page_budget, related.size() + tail));
  }
  write_related(html, feed);
}

}  // namespace

void render_topic_page(const Feed& feed, std::string& out) {
  const Format& page = page_format();
  render_page(feed.site,
              {.title = excerpt(shown_name(feed), max_title),
               .description = feed.description,
               .canonical = feed_url(feed.site, feed.slug, page),
               .feed_slug = feed.slug,
               .feed_title = excerpt(feed.title, max_title)},
              out, [&](HtmlWriter& html) { write_topic(html, feed); });
}

}  // namespace feed_exporter
