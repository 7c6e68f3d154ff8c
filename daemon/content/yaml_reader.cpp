// SPDX-License-Identifier: MIT
#include "daemon/content/yaml_reader.hpp"

#include "daemon/content/yaml_cpp_reader.hpp"
#include "daemon/content/yaml_fast_reader.hpp"

namespace feed_exporter {

bool read_yaml(std::string_view text, const YamlLimits& limits, YamlTree& tree, ProblemList& problems) {
  if (read_simple_yaml(text, limits, tree)) return true;
  tree.clear();
  return read_yaml_with_library(text, limits, tree, problems);
}

}  // namespace feed_exporter
