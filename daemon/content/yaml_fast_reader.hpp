// SPDX-License-Identifier: MIT
// The fast reader of YAML: block maps and sequences, scalars on one line (plain, or quoted), nothing else. It
// gives up on everything unusual, valid or not, and never disagrees with yaml-cpp on what it accepts
// (tests/fuzz proves that).
#pragma once

#include <string_view>

#include "daemon/content/yaml_reader.hpp"
#include "daemon/content/yaml_tree.hpp"

namespace feed_exporter {

/// False if the text is not of the simple kind; the tree is then of no use. Terms as in `read_yaml`.
bool read_simple_yaml(std::string_view text, const YamlLimits& limits, YamlTree& tree);

}  // namespace feed_exporter
