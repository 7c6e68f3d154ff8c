// SPDX-License-Identifier: MIT
#include "exporters/format.hpp"

#include <algorithm>
#include <array>

#include "config/characters/percent_encoding.hpp"
#include "exporters/atom.hpp"
#include "exporters/json_feed.hpp"
#include "exporters/rss.hpp"
#include "exporters/topic_page.hpp"

namespace feed_exporter {
namespace {

constexpr std::array<Format, 4> table = {{
    {.name = "page",
     .suffix = "",
     .title = "Page",
     .content_type = "text/html; charset=utf-8",
     .window_type = "",
     .media_type = "text/html",
     .subscribable = false,
     .render = render_topic_page},
    {.name = "atom",
     .suffix = "atom",
     .title = "Atom",
     .content_type = "application/atom+xml; charset=utf-8",
     .window_type = "application/xml; charset=utf-8",
     .media_type = "application/atom+xml",
     .subscribable = true,
     .render = render_atom},
    {.name = "rss",
     .suffix = "rss",
     .title = "RSS",
     .content_type = "application/rss+xml; charset=utf-8",
     .window_type = "application/xml; charset=utf-8",
     .media_type = "application/rss+xml",
     .subscribable = true,
     .render = render_rss},
    {.name = "json",
     .suffix = "json",
     .title = "JSON Feed",
     .content_type = "application/feed+json",
     .window_type = "",
     .media_type = "application/feed+json",
     .subscribable = true,
     .render = render_json_feed},
}};

}  // namespace

std::span<const Format> formats() {
  return table;
}

const Format& page_format() {
  return *std::ranges::find(table, false, &Format::subscribable);
}

const Format& preferred_feed() {
  return *std::ranges::find(table, true, &Format::subscribable);
}

const Format* find_format(std::string_view suffix) {
  const auto* found = std::ranges::find(table, suffix, &Format::suffix);
  return found == table.end() ? nullptr : found;
}

std::string feed_path(std::string_view slug, const Format& format) {
  std::string path = "/feeds/" + percent_encode(slug);
  if (!format.suffix.empty()) {
    path += '.';
    path += format.suffix;
  }
  return path;
}

std::string feed_url(const Site& site, std::string_view slug, const Format& format) {
  return site.base_url + feed_path(slug, format);
}

}  // namespace feed_exporter
