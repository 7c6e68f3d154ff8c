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

FeedNames make_feed_names(std::vector<Tag> topics, Aliases aliases, GroupMembers members) {
  FeedNames names{
      .aliases = std::move(aliases), .members = std::move(members), .topics = std::move(topics), .known = {}};
  names.known.reserve(names.topics.size() + names.aliases.size() + names.members.size());
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < names.topics.size(); ++i) {
    const std::string& slug = names.topics[i].slug;
    places.emplace(slug, i);
    names.known.push_back({outline_of(slug), slug, i});
  }
  const auto add = [&](const auto& others) {
    for (const auto& [name, slug] : others) {
      const auto place = places.find(slug);
      if (place != places.end()) names.known.push_back({outline_of(name), name, place->second});
    }
  };
  add(names.aliases);
  add(names.members);
  return names;
}

}  // namespace feed_exporter
