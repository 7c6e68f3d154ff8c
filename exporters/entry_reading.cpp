// SPDX-License-Identifier: MIT
#include "exporters/entry_reading.hpp"

#include <algorithm>
#include <initializer_list>

namespace feed_exporter {
namespace {

std::string_view first_nonempty(std::initializer_list<std::string_view> candidates) {
  for (const std::string_view candidate : candidates) {
    if (!candidate.empty()) return candidate;
  }
  return {};
}

}  // namespace

std::string_view shown_title(const Feed& feed) {
  return first_nonempty({feed.title, feed.site.title, feed.slug});
}

std::string_view shown_name(const Feed& feed) {
  return first_nonempty({feed.name, shown_title(feed)});
}

std::string_view shown_description(const Feed& feed) {
  return first_nonempty({feed.description, shown_title(feed)});
}

std::string_view shown_author(const Feed& feed) {
  return first_nonempty({feed.site.author, feed.site.title, feed.slug});
}

std::string_view shown_title(const Entry& entry) {
  return first_nonempty({entry.title, entry.url});
}

std::string_view shown_summary(const Entry& entry) {
  return first_nonempty({entry.summary, shown_title(entry)});
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

std::optional<std::chrono::sys_seconds> changed(const Entry& entry) {
  if (!entry.updated) return std::nullopt;
  return std::max(*entry.updated, entry.published);
}

std::string_view own_language(const Entry& entry, const Site& site) {
  return entry.language == site.language ? std::string_view() : std::string_view(entry.language);
}

std::string_view shown_media_type(const Enclosure& enclosure) {
  return first_nonempty({enclosure.media_type, "application/octet-stream"});
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
