// SPDX-License-Identifier: MIT
#include "exporters/rss.hpp"

#include "exporters/asset.hpp"
#include "exporters/atom_link.hpp"
#include "exporters/entry_body.hpp"
#include "exporters/entry_reading.hpp"
#include "exporters/format.hpp"
#include "exporters/generator.hpp"
#include "exporters/html_escape.hpp"
#include "exporters/media_rss.hpp"
#include "exporters/page_link.hpp"
#include "exporters/rss_titles.hpp"
#include "exporters/site_urls.hpp"
#include "exporters/timestamp.hpp"
#include "exporters/update_pace.hpp"
#include "exporters/xml_builder.hpp"
#include "exporters/xml_stream.hpp"
#include "version.hpp"

namespace feed_exporter {
namespace {

void append_category(pugi::xml_node item, std::string_view domain, std::string_view text) {
  if (text.empty()) return;
  append_attribute(append_text(item, "category", text), "domain", domain);
}

// RSS has room for one enclosure only, though not all readers know: of the others a link remains. Its length
// has to be there, and is unknown.
void append_enclosures(pugi::xml_node item, const Entry& entry) {
  if (entry.enclosures.empty()) return;
  const Enclosure& first = entry.enclosures.front();
  pugi::xml_node enclosure = item.append_child("enclosure");
  append_attribute(enclosure, "url", first.url);
  append_attribute(enclosure, "length", "0");
  append_attribute(enclosure, "type", first.media_type);
  for (std::size_t i = 1; i < entry.enclosures.size(); ++i) {
    const Enclosure& other = entry.enclosures[i];
    append_atom_link(
        item, "atom:link",
        {.rel = "related", .url = other.url, .media_type = other.media_type, .title = other.title});
  }
}

// The description is HTML, so plain text is escaped here and once more by the XML writer; it stands before
// the body because some readers show the last of the two they meet.
void append_texts(pugi::xml_node item, const Entry& entry) {
  append_text_if(item, "description", escape_html_text(entry.summary));
  std::string storage;
  append_text_if(item, "content:encoded", body_html(entry, storage));
}

void fill_item(pugi::xml_node item, const Entry& entry, const Site& site, const Schemes& schemes) {
  append_text(item, "title", entry.title);
  append_text(item, "link", entry.url);
  append_texts(item, entry);
  append_attribute(append_text(item, "guid", entry.id), "isPermaLink", "false");
  append_text(item, "pubDate", format_rfc822(entry.published));
  if (entry.updated) append_text(item, "atom:updated", format_rfc3339(*entry.updated));
  for (const std::string_view name : creators(entry)) append_text(item, "dc:creator", name);
  append_text_if(item, "dc:publisher", entry.provider.name);
  append_text_if(item, "dc:type", entry.type);
  append_text_if(item, "dc:language", own_language(entry, site));
  for (const Tag& topic : entry.topics) append_category(item, schemes.topic, topic.name);
  append_category(item, schemes.category, entry.category);
  append_via_link(item, "atom:link", entry);
  append_enclosures(item, entry);
  append_related_links(item, "atom:link", entry);
  append_media(item, entry);
}

void append_image(pugi::xml_node channel, const Feed& feed, std::string_view page) {
  if (feed.site.image.empty()) return;
  pugi::xml_node image = channel.append_child("image");
  append_text(image, "url", feed.site.image);
  append_text(image, "title", feed.title);
  append_text(image, "link", page);
}

void append_pace(pugi::xml_node channel, std::chrono::seconds max_age) {
  const std::optional<UpdatePace> pace = make_update_pace(max_age);
  if (!pace) return;
  append_text(channel, "ttl", std::to_string(pace->ttl.count()));
  append_text(channel, "sy:updatePeriod", pace->period);
  append_text(channel, "sy:updateFrequency", std::to_string(pace->frequency));
}

void append_head(pugi::xml_node channel, const Feed& feed) {
  const Site& site = feed.site;
  const std::string page = feed_url(site, feed.slug, page_format());
  append_text(channel, "title", feed.title);
  append_text(channel, "link", page);
  append_text(channel, "description", feed.description);
  append_feed_links(channel, "atom:link", feed, *find_format("rss"));
  append_text_if(channel, "language", site.language);
  append_text_if(channel, "copyright", site.copyright);
  append_text(channel, "lastBuildDate", format_rfc822(feed.updated));
  append_text(channel, "generator", std::string(generator_name) + " " + std::string(version));
  append_text(channel, "docs", "https://www.rssboard.org/rss-specification");
  append_pace(channel, site.max_age);
  append_image(channel, feed, page);
  append_page_link(channel, feed);
}

}  // namespace

void render_rss(const Feed& feed, std::string& out) {
  pugi::xml_document document;
  append_prolog(document, site_link(feed.site, feed_stylesheet_path));
  pugi::xml_node root = document.append_child("rss");
  append_attribute(root, "version", "2.0");
  append_attribute(root, "xmlns:atom", atom_namespace);
  append_attribute(root, "xmlns:content", content_namespace);
  append_attribute(root, "xmlns:dc", dublin_core_namespace);
  append_attribute(root, "xmlns:media", media_namespace);
  append_attribute(root, "xmlns:sy", syndication_namespace);
  pugi::xml_node channel = root.append_child("channel");
  append_head(channel, feed);
  const Schemes schemes = make_schemes(feed.site);
  out.reserve(out.size() + size_hint(feed));
  const std::size_t start = out.size();
  XmlStream stream(out, document, "</channel>\n</rss>\n");
  for (const Entry& entry : feed.entries) {
    fill_item(stream.begin_child("item"), entry, feed.site, schemes);
    stream.end_child();
  }
  stream.finish();
  respell_titles(out, start);
}

}  // namespace feed_exporter
