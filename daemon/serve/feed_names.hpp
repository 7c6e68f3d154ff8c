// SPDX-License-Identifier: MIT
// The names by which feeds are asked for. Immutable; shared by the snapshots between which no topic comes or
// goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "exporters/entry.hpp"

namespace feed_exporter {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Alias slug -> slug (301).
using Aliases = std::unordered_map<std::string, std::string, StringHash, std::equal_to<>>;

/// Slug of a topic that has no feed of its own -> slug of one below it.
using GroupMembers = std::vector<std::pair<std::string, std::string>>;

/// What can be seen of a name at a glance.
struct Outline {
  std::size_t length = 0;
  /// Which (first bytes of) letters occur, one bit each, whatever their order: an edit changes at most two of
  /// the bits.
  std::uint64_t letters = 0;
};

Outline outline_of(std::string_view text);

struct FeedNames {
  /// What a topic is called, or an alias of it, or a group it is in.
  struct Name {
    Outline outline;
    std::string text;
    /// Its place in `topics`.
    std::size_t topic;
  };

  Aliases aliases;
  GroupMembers members;
  /// All topics and `all`.
  std::vector<Tag> topics;
  /// For the nearest of one that is not there.
  std::vector<Name> known;
};

FeedNames make_feed_names(std::vector<Tag> topics, Aliases aliases, GroupMembers members = {});

}  // namespace feed_exporter
