// SPDX-License-Identifier: MIT
// One file of the taxonomy -> the topics it defines, not yet joined with those of other files. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/position.hpp"
#include "daemon/content/problem.hpp"
#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {

/// A name as a file spells it, and where.
struct TopicName {
  std::string text;
  Position at;
};

/// A topic as its file defines it.
struct TopicDraft {
  /// `slug` is set, of `_id` or else of the name; `parent` is as the file spells it.
  TopicDefinition definition;
  std::vector<TopicName> aliases;
  /// Those that mean the topic without being called an alias.
  std::vector<TopicName> names;
  std::string path;
  /// Of the definition as a whole, and of its parent.
  Position at;
  Position parent_at;
};

/// A map is one topic, a list several. A bad file gives none, and errors.
std::vector<TopicDraft> read_taxonomy_file(std::string_view path, std::string_view text,
                                           const Settings& settings, std::vector<Problem>& problems);

}  // namespace feed_exporter
