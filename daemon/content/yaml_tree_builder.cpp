// SPDX-License-Identifier: MIT
#include "daemon/content/yaml_tree_builder.hpp"

#include <algorithm>
#include <utility>

#include "config/characters/utf8.hpp"
#include "daemon/content/clean_text.hpp"
#include "daemon/content/dropped_key.hpp"
#include "daemon/content/value_comment.hpp"

namespace feed_exporter {
namespace {

/// yaml-cpp 0.7 and 0.8 write the escapes `\N` and `\_` as single bytes of Latin-1, the only bytes of their
/// scalars that are not UTF-8.
std::string with_whole_escapes(std::string_view value) {
  std::string text;
  while (!value.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_length(value), 1);
    if (length == 1 && (value.front() == '\x85' || value.front() == '\xA0')) text += '\xC2';
    text.append(value, 0, length);
    value.remove_prefix(length);
  }
  return text;
}

}  // namespace

Position to_position(const YAML::Mark& mark) {
  if (mark.line < 0 || mark.column < 0) return {};
  return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(mark.column) + 1};
}

void YamlTreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (anchor != 0) refuse_anchor(mark);
  count_node(mark);
  if (is_key_next()) refuse(mark, "null-key", "a key is missing or null; write `key: value`");
  // The library takes a line without a colon for a key without a value, and puts the value where the key is.
  if (pending_.at.line != 0 && pending_.at == to_position(mark)) {
    refuse(mark, "bad-yaml", "not valid YAML: a key without a colon, or a bracket that is not closed");
  }
  // Behind the key and its colon there may be nothing but the comment.
  if (pending_.end != 0 && !is_dropped() && is_cut_by_comment(source_, pending_.end + 1, {}))
    warn_of_comment(pending_.at);
  // The library tells of an empty item where the next one is.
  if (!frames_.empty() && frames_.back().kind == YamlKind::sequence && !is_dropped()) {
    const std::size_t dash = find_item_cut_by_comment(source_, static_cast<std::size_t>(mark.pos));
    if (dash != std::string_view::npos) warn_of_comment(position_of(source_, dash));
  }
  add({YamlKind::null, pending_.at.line != 0 ? pending_.at : to_position(mark)});
}

void YamlTreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
  refuse_anchor(mark);
}

void YamlTreeBuilder::OnAnchor(const YAML::Mark& mark, const std::string& /*name*/) {
  refuse_anchor(mark);
}

void YamlTreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                               const std::string& value) {
  if (anchor != 0) refuse_anchor(mark);
  if (tag != "?" && tag != "!" && tag != "tag:yaml.org,2002:str") refuse_tag(mark);
  count_node(mark);
  if (is_key_next()) {
    if (tag == "?" && value == "<<") refuse_merge(mark);
    begin_pair(mark, value, tag == "?");
  } else if (is_dropped()) {
    end_value();
  } else {
    const YamlKind kind = tag == "?" ? YamlKind::plain : YamlKind::quoted;
    const bool is_cut = tag == "?" && is_cut_by_comment(source_, static_cast<std::size_t>(mark.pos), value);
    if (is_cut) warn_of_comment(to_position(mark));
    add({kind, to_position(mark), {}, tree_.keep(clean(mark, value))});
  }
}

void YamlTreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                      YAML::EmitterStyle::value style) {
  if (tag != "?" && tag != "tag:yaml.org,2002:seq") refuse_tag(mark);
  const bool is_cut = style == YAML::EmitterStyle::Flow && !is_dropped() &&
                      is_cut_by_comment(source_, static_cast<std::size_t>(mark.pos) + 1, {});
  if (is_cut) warn_of_comment(to_position(mark));
  begin_collection(mark, anchor, YamlKind::sequence);
}

void YamlTreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                 YAML::EmitterStyle::value /*style*/) {
  if (tag != "?" && tag != "tag:yaml.org,2002:map") refuse_tag(mark);
  begin_collection(mark, anchor, YamlKind::map);
}

void YamlTreeBuilder::refuse(const YAML::Mark& mark, std::string_view rule, std::string message) {
  problems_.fail(to_position(mark), rule, std::move(message));
  throw YamlStop();
}

void YamlTreeBuilder::refuse_anchor(const YAML::Mark& mark) {
  refuse(mark, "yaml-anchor", "anchors and aliases are not supported; repeat the value");
}

void YamlTreeBuilder::refuse_tag(const YAML::Mark& mark) {
  refuse(mark, "yaml-tag", "YAML tags are not supported; remove it");
}

void YamlTreeBuilder::refuse_merge(const YAML::Mark& mark) {
  refuse(mark, "yaml-merge", "merge keys are not supported; write the keys here");
}

void YamlTreeBuilder::count_node(const YAML::Mark& mark) {
  if (++nodes_ <= limits_.nodes) return;
  refuse(mark, "yaml-too-many-nodes", "more than " + std::to_string(limits_.nodes) + " keys and values");
}

bool YamlTreeBuilder::is_key_next() const {
  return !frames_.empty() && frames_.back().kind == YamlKind::map && !frames_.back().has_key;
}

bool YamlTreeBuilder::is_dropped() const {
  return pending_.dropped || (!frames_.empty() && frames_.back().dropped);
}

void YamlTreeBuilder::warn_of_comment(Position at) {
  problems_.warn(at, "comment-in-value",
                 "what follows ` #` is a comment and no part of the value; put quotes around the value");
}

void YamlTreeBuilder::begin_pair(const YAML::Mark& mark, const std::string& key, bool is_plain) {
  Frame& map = frames_.back();
  map.has_key = true;
  pending_.at = to_position(mark);
  if (is_plain) pending_.end = static_cast<std::size_t>(mark.pos) + key.size();
  if (!map.dropped) pending_.key = tree_.keep(clean(mark, key));
  pending_.dropped = is_dropped_key(map.dropped ? key : pending_.key);
  // An inner key at the left edge has been taken in by a bracket that is not closed.
  if (pending_.dropped && (frames_.size() == 1 || pending_.at.column > 1)) {
    dropped_lines_.push_back(pending_.at.line);
  }
  if (map.dropped) return;
  const bool is_known = pending_.dropped ? std::exchange(map.has_dropped_key, true)
                                         : tree_.find(tree_.node(map.node), pending_.key) != nullptr;
  if (is_known) refuse(mark, "duplicate-key", "the key stands twice in one map; keep one of them");
}

void YamlTreeBuilder::begin_collection(const YAML::Mark& mark, YAML::anchor_t anchor, YamlKind kind) {
  if (anchor != 0) refuse_anchor(mark);
  count_node(mark);
  if (is_key_next()) refuse(mark, "complex-key", "a key must be a plain word, not a list or a map");
  if (frames_.size() >= limits_.depth) {
    refuse(mark, "yaml-too-deep", "nested deeper than " + std::to_string(limits_.depth) + " levels");
  }
  Frame frame;
  frame.kind = kind;
  frame.dropped = is_dropped();
  frame.node = add({kind, to_position(mark)});
  frames_.push_back(frame);
}

std::uint32_t YamlTreeBuilder::add(YamlNode node) {
  node.key = pending_.key;
  const bool dropped = is_dropped();
  end_value();
  if (dropped) return 0;
  const std::uint32_t index = tree_.add(node);
  if (!frames_.empty()) {
    tree_.append(frames_.back().node, frames_.back().last_child, index);
    frames_.back().last_child = index;
  }
  return index;
}

void YamlTreeBuilder::end_value() {
  pending_ = {};
  if (!frames_.empty()) frames_.back().has_key = false;
}

std::string YamlTreeBuilder::clean(const YAML::Mark& mark, const std::string& value) {
  if (find_unclean(value) == std::string_view::npos) return value;
  std::vector<TextRepair> repairs;
  std::string text = clean_text(with_whole_escapes(value), &repairs);
  if (!repairs.empty()) {
    problems_.warn(to_position(mark), "control-character",
                   std::to_string(repairs.size()) + " escaped character(s) that feeds cannot hold, removed");
  }
  return text;
}

}  // namespace feed_exporter
