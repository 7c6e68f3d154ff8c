// SPDX-License-Identifier: MIT
// YAML text -> YamlTree: the fast reader where the text is as simple as real seeds are, else yaml-cpp. Which
// of them read it never shows in the result.
#pragma once

#include <cstddef>
#include <string_view>

#include "daemon/content/problem_list.hpp"
#include "daemon/content/yaml_tree.hpp"

namespace feed_exporter {

struct YamlLimits {
  /// Collections within each other.
  std::size_t depth = 0;
  /// Keys and values of any kind.
  std::size_t nodes = 0;
};

/// Reads one document from a cleaned text (`clean_text`) whose first line is `---`. Refused, as errors: what
/// is not YAML, anchors, merge keys, tags other than of strings and collections, duplicate and null keys,
/// more than the limits, more than one document. False, and at least one error in `problems`, if it cannot be
/// used.
bool read_yaml(std::string_view text, const YamlLimits& limits, YamlTree& tree, ProblemList& problems);

}  // namespace feed_exporter
