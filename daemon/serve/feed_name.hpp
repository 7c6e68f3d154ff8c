// SPDX-License-Identifier: MIT
// The path of a feed <-> its slug and its format. Pure; allocates nothing but the path.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exporters/format.hpp"

namespace feed_exporter {

struct FeedName {
  /// All of the last segment: what looks like a suffix may belong to a name (`ASP.NET`).
  std::string_view segment;
  std::string_view slug;
  /// Null: there is a suffix, but no such format.
  const Format* format = nullptr;
};

/// `/feeds/ai.atom` -> `ai` and Atom; none for a path that is not one segment below `/feeds/`. The path is
/// decoded.
std::optional<FeedName> split_feed_path(std::string_view path);

/// The same of a path where nothing is: slashes behind it do not count.
std::optional<FeedName> guess_feed_name(std::string_view path);

/// Whether a path is that of the folder of all feeds, where there is no document.
bool is_feed_folder(std::string_view path);

/// The decoded path of a feed, by which the snapshot knows it.
std::string plain_feed_path(std::string_view slug, const Format& format);

}  // namespace feed_exporter
