// SPDX-License-Identifier: MIT
// yaml-cpp's events -> YamlTree, with what the library lets pass refused. Only for the thorough reader.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <string>
#include <string_view>
#include <vector>

#include "daemon/content/problem_list.hpp"
#include "daemon/content/yaml_reader.hpp"
#include "daemon/content/yaml_tree.hpp"

namespace feed_exporter {

/// Thrown to end the parsing early; an error has been reported, or what was looked for is found.
struct YamlStop {};

/// The place of a mark, which counts from 0, in bytes; unknown for the library's null mark.
Position to_position(const YAML::Mark& mark);

/// Throws YamlStop where it refuses something.
class YamlTreeBuilder : public YAML::EventHandler {
 public:
  /// All must outlive this; `source` is the text that is parsed.
  YamlTreeBuilder(std::string_view source, const YamlLimits& limits, YamlTree& tree, ProblemList& problems)
      : source_(source), limits_(limits), tree_(tree), problems_(problems) {}

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { frames_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { frames_.pop_back(); }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

  /// The lines of dropped keys, in their order.
  const std::vector<std::uint32_t>& dropped_lines() const { return dropped_lines_; }

 private:
  /// A collection that has begun and not ended.
  struct Frame {
    YamlKind kind = YamlKind::null;
    /// Neither it nor what is in it enters the tree.
    bool dropped = false;
    std::uint32_t node = 0;
    std::uint32_t last_child = 0;
    /// In a map: a key has been read, its value has not.
    bool has_key = false;
    bool has_dropped_key = false;
  };
  /// The key whose value comes next.
  struct Pending {
    std::string_view key;
    Position at;
    /// Where a plain key ends in the source; of others, 0.
    std::size_t end = 0;
    bool dropped = false;
  };

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string_view rule, std::string message);
  [[noreturn]] void refuse_anchor(const YAML::Mark& mark);
  [[noreturn]] void refuse_tag(const YAML::Mark& mark);
  [[noreturn]] void refuse_merge(const YAML::Mark& mark);
  void count_node(const YAML::Mark& mark);
  /// Whether the next event is a key.
  bool is_key_next() const;
  /// Whether the next value is dropped.
  bool is_dropped() const;
  void begin_pair(const YAML::Mark& mark, const std::string& key, bool is_plain);
  void warn_of_comment(Position at);
  void begin_collection(const YAML::Mark& mark, YAML::anchor_t anchor, YamlKind kind);
  std::uint32_t add(YamlNode node);
  void end_value();
  std::string clean(const YAML::Mark& mark, const std::string& value);

  std::string_view source_;
  const YamlLimits& limits_;
  YamlTree& tree_;
  ProblemList& problems_;
  std::vector<Frame> frames_;
  std::size_t nodes_ = 0;
  Pending pending_;
  std::vector<std::uint32_t> dropped_lines_;
};

}  // namespace feed_exporter
