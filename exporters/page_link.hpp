// SPDX-License-Identifier: MIT
// From a raw feed that a browser shows to the page of the same topic.
#pragma once

#include <pugixml.hpp>

#include "exporters/feed.hpp"

namespace feed_exporter {

/// Appends an XHTML link to the page of `feed`. A browser shows it through the style sheet of feeds, which
/// cannot make a link of the format's own elements; feed readers pass over elements of this namespace.
void append_page_link(pugi::xml_node parent, const Feed& feed);

}  // namespace feed_exporter
