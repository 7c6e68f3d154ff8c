// SPDX-License-Identifier: MIT
// A YAML tree as text, for comparing.
#pragma once

#include <string>

#include "daemon/content/yaml_tree.hpp"

namespace feed_exporter {

/// One line a node, with key, kind, place and text.
std::string to_text(const YamlTree& tree);

}  // namespace feed_exporter
