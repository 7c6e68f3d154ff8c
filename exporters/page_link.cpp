// SPDX-License-Identifier: MIT
#include "exporters/page_link.hpp"

#include "exporters/format.hpp"
#include "exporters/site_urls.hpp"
#include "exporters/xml_builder.hpp"

namespace feed_exporter {

void append_page_link(pugi::xml_node parent, const Feed& feed) {
  pugi::xml_node link = append_text(parent, "a", "Read this as a page");
  append_attribute(link, "xmlns", xhtml_namespace);
  append_attribute(link, "href", site_link(feed.site, feed_path(feed.slug, *find_format(""))));
}

}  // namespace feed_exporter
