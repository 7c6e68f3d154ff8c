// SPDX-License-Identifier: MIT
#include "exporters/page_link.hpp"

#include "exporters/format.hpp"
#include "exporters/site_urls.hpp"
#include "exporters/xml_builder.hpp"

namespace feed_exporter {

void append_page_link(pugi::xml_node parent, const Feed& feed) {
  // Validators of feeds accept a `div` of XHTML here, and no other of its elements.
  pugi::xml_node division = parent.append_child("div");
  append_attribute(division, "xmlns", xhtml_namespace);
  pugi::xml_node link = append_text(division, "a", "Read this as a page");
  append_attribute(link, "href", site_link(feed.site, feed_path(feed.slug, page_format())));
}

}  // namespace feed_exporter
