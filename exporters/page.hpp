// SPDX-License-Identifier: MIT
// What all pages for people share: the document around them, their size.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "exporters/feed.hpp"
#include "exporters/html.hpp"
#include "exporters/site_urls.hpp"

namespace feed_exporter {

/// Bytes a page should not exceed, so that with its style sheet it stays below 30 KB; pages show less of each
/// thing, and then fewer things, to keep to it.
inline constexpr std::size_t page_budget = 21'000;

struct PageHead {
  /// Of the document, without the site's title.
  std::string title = {};
  std::string description = {};
  /// Absolute; empty: none.
  std::string canonical = {};
  /// The feed to be discovered by readers; empty: none.
  std::string feed_slug = {};
  std::string feed_title = {};
};

/// Appends a page: `main` writes what stands inside `<main>`.
void render_page(const Site& site, const PageHead& head, std::string& out,
                 const std::function<void(HtmlWriter&)>& main);

/// `<time>` with an ISO 8601 day, in UTC.
void write_day(HtmlWriter& html, std::chrono::sys_seconds time);

/// The links with which a person subscribes to a feed, one for each format of the table.
void write_feed_links(HtmlWriter& html, const Site& site, std::string_view slug, std::string_view title);

/// The same, large, with what to do with them and the address to copy; `more` writes one more line.
void write_subscribe_box(HtmlWriter& html, const Site& site, std::string_view slug, std::string_view title,
                         const std::function<void()>& more = {});

/// `2,345`.
std::string grouped(std::size_t count);

/// `1 article`, `2,345 articles`.
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace feed_exporter
