// SPDX-License-Identifier: MIT
// Atom's link element (RFC 4287 section 4.2.7), in Atom itself and, with a prefix, in RSS.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "exporters/feed.hpp"
#include "exporters/format.hpp"

namespace feed_exporter {

struct AtomLink {
  std::string_view rel;
  std::string_view url;
  /// Left out if empty.
  std::string_view media_type = {};
  std::string_view title = {};
};

/// Appends one link; `name` is the element's name, `link` or `atom:link`.
void append_atom_link(pugi::xml_node parent, const char* name, const AtomLink& link);

/// Appends `rel=self` for the feed in the format `own`, and `rel=alternate` for all others that readers
/// subscribe to.
void append_feed_links(pugi::xml_node parent, const char* name, const Feed& feed, const Format& own);

/// Appends where the entry was first (`via`).
void append_via_link(pugi::xml_node parent, const char* name, const Entry& entry);

/// Appends what the entry leads to: actions that are no files, and related articles (`related`).
void append_related_links(pugi::xml_node parent, const char* name, const Entry& entry);

}  // namespace feed_exporter
