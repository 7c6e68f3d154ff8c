// SPDX-License-Identifier: MIT
// One entry of a feed, in the terms all formats share. A plain value: every text is valid UTF-8 without
// characters that XML 1.0 forbids, every URL is absolute http(s) and percent-encoded, every time is UTC.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace feed_exporter {

struct Link {
  std::string url;
  std::string title;
  bool operator==(const Link&) const = default;
};

struct Image {
  std::string url;
  /// Pixels; 0: unknown.
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::string title;
  std::string attribution;
  bool operator==(const Image&) const = default;
};

/// A file to download.
struct Enclosure {
  std::string url;
  std::string title;
  /// Never empty.
  std::string media_type;
  bool operator==(const Enclosure&) const = default;
};

/// A topic as an entry carries it.
struct Tag {
  std::string slug;
  std::string name;
  bool operator==(const Tag&) const = default;
};

struct Provider {
  std::string name;
  std::string domain;
  std::vector<Image> images;
  bool operator==(const Provider&) const = default;
};

struct Entry {
  /// An IRI, the same in all formats and for ever (RFC 4287 section 4.2.6).
  std::string id;
  /// Never empty.
  std::string title;
  /// Where a reader goes; never empty.
  std::string url;
  /// Where the article first stood, if that is another URL; else empty.
  std::string via;
  std::chrono::sys_seconds published;
  /// Only if the seed says so; never before `published`.
  std::optional<std::chrono::sys_seconds> updated;
  /// Plain text.
  std::string summary;
  /// Cleaned HTML, or empty.
  std::string content_html;
  std::vector<Tag> topics;
  std::string category;
  std::string type;
  Provider provider;
  std::vector<std::string> authors;
  std::vector<Image> images;
  std::optional<std::chrono::seconds> duration;
  /// https URL of a video player on an allowed host, or empty.
  std::string player;
  std::vector<Enclosure> enclosures;
  /// Actions that are not files to download.
  std::vector<Link> actions;
  /// At most 5.
  std::vector<Link> related;
  std::vector<std::string> levels;
  std::string price;
  std::string language;
  std::optional<std::int64_t> quality;
  /// Only if the settings ask for it.
  std::optional<std::int64_t> heat;
  bool operator==(const Entry&) const = default;
};

/// `updated` as Atom wants it: the seed's own, else `published`.
inline std::chrono::sys_seconds updated_or_published(const Entry& entry) {
  return entry.updated.value_or(entry.published);
}

}  // namespace feed_exporter
