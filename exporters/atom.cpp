// SPDX-License-Identifier: MIT
#include "exporters/atom.hpp"

#include "exporters/asset.hpp"
#include "exporters/atom_link.hpp"
#include "exporters/entry_body.hpp"
#include "exporters/entry_reading.hpp"
#include "exporters/format.hpp"
#include "exporters/generator.hpp"
#include "exporters/media_rss.hpp"
#include "exporters/page_link.hpp"
#include "exporters/site_urls.hpp"
#include "exporters/timestamp.hpp"
#include "exporters/xml_builder.hpp"
#include "exporters/xml_stream.hpp"
#include "version.hpp"

namespace feed_exporter {
namespace {

void append_typed_text(pugi::xml_node parent, const char* name, const char* type, std::string_view text) {
  append_attribute(append_text(parent, name, text), "type", type);
}

void append_person(pugi::xml_node parent, std::string_view name) {
  append_text(parent.append_child("author"), "name", name);
}

void append_category(pugi::xml_node parent, std::string_view term, std::string_view scheme,
                     std::string_view label) {
  pugi::xml_node category = parent.append_child("category");
  append_attribute(category, "term", term);
  append_attribute(category, "scheme", scheme);
  append_attribute_if(category, "label", label);
}

void append_links(pugi::xml_node parent, const Entry& entry) {
  append_atom_link(parent, "link", {.rel = "alternate", .url = entry.url, .media_type = "text/html"});
  append_via_link(parent, "link", entry);
  for (const Enclosure& enclosure : entry.enclosures) {
    append_atom_link(parent, "link",
                     {.rel = "enclosure",
                      .url = enclosure.url,
                      .media_type = enclosure.media_type,
                      .title = enclosure.title});
  }
  append_related_links(parent, "link", entry);
}

void append_texts(pugi::xml_node parent, const Entry& entry) {
  std::string storage;
  const std::string_view body = body_html(entry, storage);
  // Without a body the summary is all there is of the entry, so it must not be missing.
  if (body.empty() || !entry.summary.empty()) {
    append_typed_text(parent, "summary", "text", shown_summary(entry));
  }
  if (!body.empty()) append_typed_text(parent, "content", "html", body);
}

void fill_entry(pugi::xml_node node, const Entry& entry, const Site& site, const Schemes& schemes) {
  append_attribute_if(node, "xml:lang", own_language(entry, site));
  append_text(node, "id", entry.id);
  append_typed_text(node, "title", "text", entry.title);
  append_links(node, entry);
  append_text(node, "published", format_rfc3339(entry.published));
  append_text(node, "updated", format_rfc3339(updated_or_published(entry)));
  for (const std::string_view name : creators(entry)) append_person(node, name);
  append_text_if(node, "dc:publisher", entry.provider.name);
  append_text_if(node, "dc:type", entry.type);
  for (const Tag& topic : entry.topics) append_category(node, topic.slug, schemes.topic, topic.name);
  if (!entry.category.empty()) append_category(node, entry.category, schemes.category, {});
  append_texts(node, entry);
  append_media(node, entry);
}

void append_head(pugi::xml_node root, const Feed& feed) {
  const Site& site = feed.site;
  const Format& own = *find_format("atom");
  append_text(root, "id", feed_url(site, feed.slug, own));
  append_typed_text(root, "title", "text", feed.title);
  append_typed_text(root, "subtitle", "text", feed.description);
  append_text(root, "updated", format_rfc3339(feed.updated));
  append_feed_links(root, "link", feed, own);
  append_atom_link(
      root, "link",
      {.rel = "alternate", .url = feed_url(site, feed.slug, page_format()), .media_type = "text/html"});
  append_person(root, feed.site.author);
  pugi::xml_node generator = append_text(root, "generator", generator_name);
  append_attribute(generator, "uri", home_url(site));
  append_attribute(generator, "version", version);
  append_text_if(root, "icon", site.icon);
  append_text_if(root, "logo", site.logo);
  if (!site.copyright.empty()) append_typed_text(root, "rights", "text", site.copyright);
  append_page_link(root, feed);
}

}  // namespace

void render_atom(const Feed& feed, std::string& out) {
  pugi::xml_document document;
  append_prolog(document, site_link(feed.site, feed_stylesheet_path));
  pugi::xml_node root = document.append_child("feed");
  append_attribute(root, "xmlns", atom_namespace);
  append_attribute(root, "xmlns:dc", dublin_core_namespace);
  append_attribute(root, "xmlns:media", media_namespace);
  append_attribute_if(root, "xml:lang", feed.site.language);
  append_head(root, feed);
  const Schemes schemes = make_schemes(feed.site);
  out.reserve(out.size() + size_hint(feed));
  XmlStream stream(out, document, "</feed>\n");
  for (const Entry& entry : feed.entries) {
    fill_entry(stream.begin_child("entry"), entry, feed.site, schemes);
    stream.end_child();
  }
  stream.finish();
}

}  // namespace feed_exporter
