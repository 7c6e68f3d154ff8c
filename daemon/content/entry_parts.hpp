// SPDX-License-Identifier: MIT
// The parts of an entry that are lists or maps of their own: images, provider, authors, actions, related
// articles. Pure, but for the warnings that go to the fields' problems.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/content/fields.hpp"
#include "exporters/entry.hpp"

namespace feed_exporter {

/// Of the key `images` of a map: those with an absolute URL.
std::vector<Image> read_images(const YamlNode& map, Fields& fields);

/// `provider {name, domain, images}`, or its name alone.
Provider read_provider(const YamlNode& root, Fields& fields);

/// `authors`, `author`, and `provider.authors`: each name once.
std::vector<std::string> read_authors(const YamlNode& root, Fields& fields);

/// `actions`: downloads of files become enclosures, all others links.
void read_actions(const YamlNode& root, Fields& fields, Entry& entry);

/// `related`: the first five that have a URL, each once, and not the article itself.
std::vector<Link> read_related(const YamlNode& root, std::string_view own_url, Fields& fields);

/// webUrl, originalUrl and what follows of them.
struct EntryUrls {
  /// webUrl, else originalUrl; empty if neither can be used.
  std::string url;
  /// originalUrl, if `url` is another; else empty.
  std::string via;
  /// originalUrl, else webUrl.
  std::string original;
};
EntryUrls read_urls(const YamlNode& map, Fields& fields);

}  // namespace feed_exporter
