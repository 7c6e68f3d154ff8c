// SPDX-License-Identifier: MIT
// OPML 2.0 (http://opml.org/spec2.opml), "subscription lists". Each feed is one outline in one format, the
// first of the table that can be subscribed to, since an importer would take several for several feeds.
#include "exporters/opml.hpp"

#include "exporters/format.hpp"
#include "exporters/site_urls.hpp"
#include "exporters/timestamp.hpp"
#include "exporters/topic_tree.hpp"
#include "exporters/xml_builder.hpp"

namespace feed_exporter {
namespace {

class OutlineWriter {
 public:
  explicit OutlineWriter(const Site& site) : site_(site) {}

  void add_feed(pugi::xml_node parent, const DirectoryTopic& topic) const {
    pugi::xml_node outline = parent.append_child("outline");
    append_attribute(outline, "type", "rss");
    append_attribute(outline, "text", topic.title);
    append_attribute(outline, "title", topic.title);
    append_attribute_if(outline, "description", topic.description);
    append_attribute(outline, "xmlUrl", feed_url(site_, topic.slug, preferred_feed()));
    append_attribute(outline, "htmlUrl", feed_url(site_, topic.slug, page_format()));
  }

  /// A parent becomes a folder that holds its own feed first, if it has one: importers do not look for feeds
  /// below a feed.
  void add_node(pugi::xml_node parent, const TopicNode& node) const {
    if (node.children.empty()) {
      if (node.topic != nullptr) add_feed(parent, *node.topic);
      return;
    }
    pugi::xml_node folder = parent.append_child("outline");
    append_attribute(folder, "text", node.title);
    append_attribute(folder, "title", node.title);
    if (node.topic != nullptr) add_feed(folder, *node.topic);
    for (const TopicNode& child : node.children) add_node(folder, child);
  }

 private:
  const Site& site_;
};

}  // namespace

std::string render_opml(const Directory& directory) {
  pugi::xml_document document;
  append_prolog(document, {});
  pugi::xml_node opml = document.append_child("opml");
  append_attribute(opml, "version", "2.0");

  pugi::xml_node head = opml.append_child("head");
  append_text_if(head, "title", directory.site.title);
  append_text_if(head, "dateModified", format_rfc822(directory.updated));
  append_text_if(head, "ownerName", directory.site.author);
  append_text_if(head, "ownerId", home_url(directory.site));
  append_text_if(head, "docs", "http://opml.org/spec2.opml");

  pugi::xml_node body = opml.append_child("body");
  const OutlineWriter outlines(directory.site);
  for (const DirectoryTopic& topic : directory.topics) {
    if (topic.slug == everything_slug) outlines.add_feed(body, topic);
  }
  for (const TopicNode& root : make_topic_tree(directory)) outlines.add_node(body, root);

  std::string out;
  save_document(document, out);
  return out;
}

}  // namespace feed_exporter
