// SPDX-License-Identifier: MIT
// The table of formats: everything that is made of a Feed. Routes, links between formats, pages, OPML and the
// golden tests follow from it, so that a new format is one file and one line here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "exporters/feed.hpp"

namespace feed_exporter {

struct Format {
  /// In metrics and options: `atom`.
  std::string_view name;
  /// In URLs, after the dot: `atom`; empty for the page.
  std::string_view suffix;
  /// For people: `Atom`.
  std::string_view title;
  /// The `Content-Type` of the document.
  std::string_view content_type;
  /// What a browser's window gets it as, since browsers show application/atom+xml and application/rss+xml as
  /// plain text or save them, and only application/xml with its style sheet; empty: as all others.
  std::string_view window_type;
  /// The bare type for `link type=…`: `application/atom+xml`.
  std::string_view media_type;
  /// Whether readers subscribe to it (the page is not a feed).
  bool subscribable;
  /// Appends the document, UTF-8, to `out`. Pure; thread-safe.
  void (*render)(const Feed& feed, std::string& out);
};

/// All formats, in the order in which people see them: the page first, then Atom, RSS, JSON Feed.
std::span<const Format> formats();

/// The one for people.
const Format& page_format();

/// The feed to offer where there is room for one.
const Format& preferred_feed();

/// The format with this suffix, or null.
const Format* find_format(std::string_view suffix);

/// The path of a feed below the base URL: `/feeds/ai.atom`; the slug is percent-encoded (RFC 3986
/// section 2.1).
std::string feed_path(std::string_view slug, const Format& format);

/// The absolute URL of a feed.
std::string feed_url(const Site& site, std::string_view slug, const Format& format);

}  // namespace feed_exporter
