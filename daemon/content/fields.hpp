// SPDX-License-Identifier: MIT
// Values of a YAML tree as typed fields, with a warning for each that has to be dropped or replaced. Owned by
// one thread, for one file.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/content/problem_list.hpp"
#include "daemon/content/yaml_tree.hpp"

namespace feed_exporter {

class Fields {
 public:
  /// All must outlive this.
  Fields(const YamlTree& tree, ProblemList& problems) : tree_(tree), problems_(problems) {}

  const YamlTree& tree() const { return tree_; }
  ProblemList& problems() { return problems_; }

  /// The value of a key, or null if it is missing, null or an empty text, as generators write what there is
  /// not; a node of any kind.
  const YamlNode* find(const YamlNode& map, std::string_view key) const;

  /// The same, but only a text; null, with a warning, for a list or a map.
  const YamlNode* find_text(const YamlNode& map, std::string_view key);

  /// One line of text: ends trimmed, line ends and tabs as blanks. Empty, with a warning, for a list or a
  /// map.
  std::string line(const YamlNode& map, std::string_view key);
  std::string line(const YamlNode& value);
  /// Text that may have several lines.
  std::string text(const YamlNode& map, std::string_view key);

  /// An integer; dropped with a warning if it is none.
  std::optional<std::int64_t> integer(const YamlNode& map, std::string_view key);
  /// An error if it is neither true nor false: a guess could publish what must not be.
  bool boolean(const YamlNode& map, std::string_view key, bool otherwise);
  /// An absolute URL as `read_url` gives it; else empty, with a warning.
  std::string url(const YamlNode& map, std::string_view key);
  std::string url(const YamlNode& value);

  /// The items of a list; a value alone counts as a list of one. Nulls and empty texts are left out.
  std::vector<const YamlNode*> items(const YamlNode& map, std::string_view key);
  /// The text of one item of the list under a key: a text, or the `name` of a map.
  std::string name(const YamlNode& item, std::string_view key);
  /// The texts of a list of texts, or of maps with a `name`.
  std::vector<std::string> names(const YamlNode& map, std::string_view key);

 private:
  bool is_text(const YamlNode& value);

  const YamlTree& tree_;
  ProblemList& problems_;
};

}  // namespace feed_exporter
