// SPDX-License-Identifier: MIT
// The thorough reader of YAML: yaml-cpp's events, with what the library lets pass refused or mended.
#pragma once

#include <string_view>

#include "daemon/content/problem_list.hpp"
#include "daemon/content/yaml_reader.hpp"
#include "daemon/content/yaml_tree.hpp"

namespace feed_exporter {

/// Terms as in `read_yaml`. Messages never hold text of the file.
bool read_yaml_with_library(std::string_view text, const YamlLimits& limits, YamlTree& tree,
                            ProblemList& problems);

}  // namespace feed_exporter
