// SPDX-License-Identifier: MIT
#include "exporters/entry_reading.hpp"

#include <algorithm>

namespace feed_exporter {

std::string_view shown_name(const Feed& feed) {
  return feed.name.empty() ? feed.title : feed.name;
}

std::string_view shown_summary(const Entry& entry) {
  return entry.summary.empty() ? entry.title : entry.summary;
}

std::vector<std::string_view> creators(const Entry& entry) {
  std::vector<std::string_view> names;
  names.reserve(std::max<std::size_t>(entry.authors.size(), 1));
  for (const std::string& author : entry.authors) {
    if (!author.empty()) names.emplace_back(author);
  }
  if (names.empty() && !entry.provider.name.empty()) names.emplace_back(entry.provider.name);
  return names;
}

std::string_view own_language(const Entry& entry, const Site& site) {
  return entry.language == site.language ? std::string_view() : std::string_view(entry.language);
}

std::size_t size_hint(const Feed& feed) {
  constexpr std::size_t head = 2'048;
  constexpr std::size_t markup_an_entry = 1'024;
  constexpr std::size_t markup_a_link = 192;
  std::size_t size = head;
  for (const Entry& entry : feed.entries) {
    const std::size_t links = entry.related.size() + entry.actions.size() + entry.images.size() +
                              entry.topics.size() + entry.enclosures.size();
    size +=
        markup_an_entry + links * markup_a_link + entry.summary.size() + entry.content_html.size() * 5 / 4;
  }
  return size;
}

const Enclosure* first_playable(const Entry& entry) {
  for (const Enclosure& enclosure : entry.enclosures) {
    if (enclosure.media_type.starts_with("audio/") || enclosure.media_type.starts_with("video/")) {
      return &enclosure;
    }
  }
  return nullptr;
}

}  // namespace feed_exporter
