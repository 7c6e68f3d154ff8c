// SPDX-License-Identifier: MIT
#include "tests/content/yaml_text.hpp"

#include <cstddef>

namespace feed_exporter {
namespace {

void append_node(const YamlTree& tree, const YamlNode& node, std::size_t depth, std::string& out) {
  static constexpr std::string_view kinds[] = {"null", "plain", "quoted", "sequence", "map"};
  out.append(2 * depth, ' ');
  out += node.key;
  out += '=';
  out += kinds[static_cast<std::size_t>(node.kind)];
  out += '@' + std::to_string(node.at.line) + ':' + std::to_string(node.at.column) + ' ';
  out += node.text;
  out += '\n';
  for (const YamlNode& child : tree.children(node)) append_node(tree, child, depth + 1, out);
}

}  // namespace

std::string to_text(const YamlTree& tree) {
  std::string out;
  if (!tree.empty()) append_node(tree, tree.root(), 0, out);
  return out;
}

}  // namespace feed_exporter
