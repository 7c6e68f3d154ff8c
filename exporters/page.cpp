// SPDX-License-Identifier: MIT
#include "exporters/page.hpp"

#include "exporters/asset.hpp"
#include "exporters/excerpt.hpp"
#include "exporters/format.hpp"
#include "exporters/generator.hpp"
#include "exporters/text_direction.hpp"
#include "exporters/timestamp.hpp"

namespace feed_exporter {
namespace {

/// Bytes; search engines show some 160 characters.
constexpr std::size_t max_meta_description = 300;

void write_head(HtmlWriter& html, const Site& site, const PageHead& head) {
  html.void_element("meta", {{"charset", "utf-8"}});
  html.void_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.element("title", {}, head.title == site.title ? head.title : head.title + " · " + site.title);
  if (!head.description.empty()) {
    html.void_element(
        "meta", {{"name", "description"}, {"content", excerpt(head.description, max_meta_description)}});
  }
  if (!head.canonical.empty()) html.void_element("link", {{"rel", "canonical"}, {"href", head.canonical}});
  if (site.icon.empty()) {
    html.void_element("link",
                      {{"rel", "icon"}, {"href", site_link(site, favicon_path)}, {"type", "image/svg+xml"}});
  } else {
    html.void_element("link", {{"rel", "icon"}, {"href", site.icon}});
  }
  html.void_element("link", {{"rel", "stylesheet"}, {"href", site_link(site, page_stylesheet_path)}});
  if (head.feed_slug.empty()) return;
  for (const Format& format : formats()) {
    if (!format.subscribable) continue;
    html.void_element("link", {{"rel", "alternate"},
                               {"type", format.media_type},
                               {"title", head.feed_title + " (" + std::string(format.title) + ")"},
                               {"href", feed_url(site, head.feed_slug, format)}});
  }
}

void write_masthead(HtmlWriter& html, const Site& site) {
  html.element("a", {{"class", "skip"}, {"href", "#content"}}, "Skip to content");
  html.element("header", {{"class", "masthead"}}, [&] {
    html.element("a", {{"href", site_link(site, index_page_path)}, {"rel", "home"}}, site.title);
  });
}

void write_footer(HtmlWriter& html, const Site& site) {
  html.element("footer", {}, [&] {
    html.element("nav", {{"aria-label", "Site"}}, [&] {
      html.element("a", {{"href", site_link(site, index_page_path)}}, "All topics");
      html.text(" ");
      html.element("a", {{"href", site_link(site, opml_path)}}, "OPML");
      html.text(" ");
      html.element("a", {{"href", site_link(site, directory_json_path)}}, "JSON");
    });
    html.element("p", {},
                 site.copyright.empty() ? "Served by " + std::string(generator_name) : site.copyright);
  });
}

}  // namespace

void render_page(const Site& site, const PageHead& head, std::string& out,
                 const std::function<void(HtmlWriter&)>& main) {
  HtmlWriter html(out);
  html.doctype();
  const char* direction = is_right_to_left(site.language) ? "rtl" : "ltr";
  html.element("html", {{"lang", site.language}, {"dir", direction}}, [&] {
    html.element("head", {}, [&] { write_head(html, site, head); });
    html.element("body", {}, [&] {
      write_masthead(html, site);
      html.element("main", {{"id", "content"}, {"tabindex", "-1"}}, [&] { main(html); });
      write_footer(html, site);
    });
  });
}

void write_day(HtmlWriter& html, std::chrono::sys_seconds time) {
  const std::string day = format_rfc3339(time).substr(0, 10);
  html.element("time", {{"datetime", day}}, day);
}

void write_feed_links(HtmlWriter& html, const Site& site, std::string_view slug, std::string_view title) {
  for (const Format& format : formats()) {
    if (!format.subscribable) continue;
    const std::string label = std::string(title) + ", " + std::string(format.title);
    html.element("a", {{"href", site_link(site, feed_path(slug, format))}, {"aria-label", label}},
                 format.title);
  }
}

void write_subscribe_box(HtmlWriter& html, const Site& site, std::string_view slug, std::string_view title,
                         const std::function<void()>& more) {
  const Format& preferred = preferred_feed();
  html.element("section", {{"class", "subscribe"}, {"aria-labelledby", "subscribe"}}, [&] {
    html.element("h2", {{"id", "subscribe"}}, "Subscribe");
    html.element("p", {}, "Add one of these addresses to your feed reader, and new articles come to you.");
    html.element("p", {{"class", "formats"}}, [&] { write_feed_links(html, site, slug, title); });
    html.element("code", {}, feed_url(site, slug, preferred));
    if (more) html.element("p", {}, more);
  });
}

std::string grouped(std::size_t count) {
  std::string text = std::to_string(count);
  for (std::size_t end = text.size(); end > 3; end -= 3) text.insert(end - 3, 1, ',');
  return text;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace feed_exporter
