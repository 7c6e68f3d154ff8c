// SPDX-License-Identifier: MIT
#include "exporters/entry_body.hpp"

#include "exporters/entry_reading.hpp"
#include "exporters/html_escape.hpp"

namespace feed_exporter {
namespace {

// A video's own page plays it too, and from any program: some players refuse to start where the request names
// no page that embeds them.
const std::string& player_link(const Entry& entry) {
  return entry.type == "video" ? entry.url : entry.player;
}

}  // namespace

std::string_view body_html(const Entry& entry, std::string& storage) {
  if (entry.player.empty()) return entry.content_html;
  storage = "<p><a href=\"";
  append_escaped_html(storage, player_link(entry));
  storage += "\">";
  if (entry.images.empty()) {
    append_escaped_html_text(storage, entry.title);
  } else {
    storage += "<img src=\"";
    append_escaped_html(storage, entry.images.front().url);
    storage += "\" alt=\"";
    append_escaped_html(storage, entry.title);
    storage += "\">";
  }
  storage += "</a></p>";
  if (entry.content_html.empty() && !entry.summary.empty()) {
    storage += "<p>";
    append_escaped_html_text(storage, entry.summary);
    storage += "</p>";
  }
  storage += entry.content_html;
  return storage;
}

}  // namespace feed_exporter
