// SPDX-License-Identifier: MIT
#include "daemon/serve/feed_names.hpp"

#include <utility>

#include "config/characters/utf8.hpp"

namespace feed_exporter {

Outline outline_of(std::string_view text) {
  Outline outline;
  for (const char c : text) {
    if (continues_character(c)) continue;
    ++outline.length;
    outline.letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  }
  return outline;
}

FeedNames make_feed_names(std::vector<Tag> topics, Aliases aliases) {
  FeedNames names{.aliases = std::move(aliases), .topics = std::move(topics), .known = {}};
  names.known.reserve(names.topics.size() + names.aliases.size());
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < names.topics.size(); ++i) {
    const std::string& slug = names.topics[i].slug;
    places.emplace(slug, i);
    names.known.push_back({outline_of(slug), slug, i});
  }
  for (const auto& [alias, slug] : names.aliases) {
    const auto place = places.find(slug);
    if (place != places.end()) names.known.push_back({outline_of(alias), alias, place->second});
  }
  return names;
}

}  // namespace feed_exporter
