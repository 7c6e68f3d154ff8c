// SPDX-License-Identifier: MIT
#include "exporters/media_rss.hpp"

#include <string>

#include "exporters/entry_reading.hpp"
#include "exporters/xml_builder.hpp"

namespace feed_exporter {
namespace {

void append_duration(pugi::xml_node node, const Entry& entry) {
  if (entry.duration) append_attribute(node, "duration", std::to_string(entry.duration->count()));
}

// A `media:content` has a URL of its own or a player, one of the two at least.
void append_player(pugi::xml_node parent, const Entry& entry, std::string_view medium, std::string_view url) {
  pugi::xml_node content = parent.append_child("media:content");
  append_attribute_if(content, "medium", medium);
  append_duration(content, entry);
  append_attribute(content.append_child("media:player"), "url", url);
}

void append_file(pugi::xml_node parent, const Entry& entry, const Enclosure& file) {
  pugi::xml_node content = parent.append_child("media:content");
  append_attribute(content, "url", file.url);
  append_attribute(content, "type", file.media_type);
  append_attribute(content, "medium", file.media_type.starts_with("audio/") ? "audio" : "video");
  append_duration(content, entry);
}

void append_playable(pugi::xml_node parent, const Entry& entry) {
  const Enclosure* file = first_playable(entry);
  if (!entry.player.empty()) {
    append_player(parent, entry, "video", entry.player);
  } else if (entry.duration && file != nullptr) {
    append_file(parent, entry, *file);
  } else if (entry.duration) {
    append_player(parent, entry, entry.type == "video" ? "video" : "", entry.url);
  }
}

void append_size(pugi::xml_node node, const Image& image) {
  if (image.width > 0) append_attribute(node, "width", std::to_string(image.width));
  if (image.height > 0) append_attribute(node, "height", std::to_string(image.height));
}

void append_image(pugi::xml_node parent, const Image& image) {
  pugi::xml_node content = parent.append_child("media:content");
  append_attribute(content, "url", image.url);
  append_attribute(content, "medium", "image");
  append_size(content, image);
  if (!image.title.empty()) {
    append_attribute(append_text(content, "media:title", image.title), "type", "plain");
  }
  append_text_if(content, "media:credit", image.attribution);
}

}  // namespace

void append_media(pugi::xml_node parent, const Entry& entry) {
  append_playable(parent, entry);
  for (const Image& image : entry.images) append_image(parent, image);
  if (entry.images.empty()) return;
  pugi::xml_node thumbnail = parent.append_child("media:thumbnail");
  append_attribute(thumbnail, "url", entry.images.front().url);
  append_size(thumbnail, entry.images.front());
}

}  // namespace feed_exporter
