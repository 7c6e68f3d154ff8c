// SPDX-License-Identifier: MIT
#include "exporters/atom_link.hpp"

#include "exporters/xml_builder.hpp"

namespace feed_exporter {

void append_atom_link(pugi::xml_node parent, const char* name, const AtomLink& link) {
  pugi::xml_node node = parent.append_child(name);
  append_attribute(node, "rel", link.rel);
  append_attribute_if(node, "type", link.media_type);
  append_attribute_if(node, "title", link.title);
  append_attribute(node, "href", link.url);
}

void append_feed_links(pugi::xml_node parent, const char* name, const Feed& feed, const Format& own) {
  append_atom_link(parent, name,
                   {.rel = "self", .url = feed_url(feed.site, feed.slug, own), .media_type = own.media_type});
  for (const Format& format : formats()) {
    if (!format.subscribable || format.name == own.name) continue;
    append_atom_link(parent, name,
                     {.rel = "alternate",
                      .url = feed_url(feed.site, feed.slug, format),
                      .media_type = format.media_type,
                      .title = format.title});
  }
}

void append_via_link(pugi::xml_node parent, const char* name, const Entry& entry) {
  if (entry.via.empty()) return;
  append_atom_link(parent, name, {.rel = "via", .url = entry.via});
}

void append_related_links(pugi::xml_node parent, const char* name, const Entry& entry) {
  for (const Link& action : entry.actions) {
    append_atom_link(parent, name, {.rel = "related", .url = action.url, .title = action.title});
  }
  for (const Link& related : entry.related) {
    append_atom_link(parent, name, {.rel = "related", .url = related.url, .title = related.title});
  }
}

}  // namespace feed_exporter
