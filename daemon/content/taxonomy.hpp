// SPDX-License-Identifier: MIT
// The topics as the site's owner defines them in `_data/topics/*.yaml` or `topics.yaml`: names, titles,
// descriptions, aliases, parents. A plain value; parsing is pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/problem.hpp"

namespace feed_exporter {

struct TopicDefinition {
  std::string slug;
  std::string name;
  std::string description;
  /// Slug, or empty. Never part of a cycle, nor of a long chain.
  std::string parent;
  bool operator==(const TopicDefinition&) const = default;
};

struct Taxonomy {
  std::map<std::string, TopicDefinition> topics;
  /// Slug of an alias -> slug of the topic.
  std::map<std::string, std::string> aliases;
  bool operator==(const Taxonomy&) const = default;
};

/// Whether a path below the seeds root is a file of the taxonomy: `_data/topics/*.yaml`,
/// `_data/topics/*.yml`,
/// `_data/topics.yaml`, `topics.yaml` and the same with `.yml`.
bool is_taxonomy_path(std::string_view path);

/// From all files of the taxonomy (path, text), sorted by path. A bad file is a problem and hides no other;
/// parents in a cycle are an error that names two topics of it, and lose their parents; so does, with a
/// warning, what has too many topics above it.
Taxonomy parse_taxonomy(const std::vector<std::pair<std::string, std::string>>& files,
                        const Settings& settings, std::vector<Problem>& problems);

}  // namespace feed_exporter
