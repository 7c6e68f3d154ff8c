// SPDX-License-Identifier: MIT
#include "daemon/content/yaml_cpp_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/surrogate_mending.hpp"

namespace feed_exporter {
namespace {

/// yaml-cpp counts from 0, bytes in a line; its null mark is -1.
Position to_position(const YAML::Mark& mark) {
  if (mark.line < 0 || mark.column < 0) return {};
  return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(mark.column) + 1};
}

/// Ends the parsing early; an error has been reported.
struct Refusal {};

/// yaml-cpp 0.7 writes the escapes `\N` and `\_` as single bytes of Latin-1: the only ones that are not UTF-8
/// here.
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

/// Builds the tree from events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const YamlLimits& limits, YamlTree& tree, ProblemList& problems)
      : limits_(limits), tree_(tree), problems_(problems) {}

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { refuse_anchor(mark); }
  void OnAnchor(const YAML::Mark& mark, const std::string& /*name*/) override { refuse_anchor(mark); }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (anchor != 0) refuse_anchor(mark);
    count_node(mark);
    if (is_key_next()) refuse(mark, "null-key", "a key is missing or null; write `key: value`");
    // The library takes a line without a colon for a key without a value, and puts the value where the key
    // is.
    if (pending_.at.line != 0 && pending_.at == to_position(mark))
      refuse(mark, "bad-yaml", "not valid YAML: a key without a colon, or a bracket that is not closed");
    add({YamlKind::null, pending_.at.line != 0 ? pending_.at : to_position(mark)});
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (anchor != 0) refuse_anchor(mark);
    if (tag != "?" && tag != "!" && tag != "tag:yaml.org,2002:str") refuse_tag(mark);
    count_node(mark);
    if (is_key_next()) {
      begin_pair(mark, value);
    } else if (is_dropped()) {
      end_value();
    } else {
      add({tag == "?" ? YamlKind::plain : YamlKind::quoted,
           to_position(mark),
           {},
           tree_.keep(clean(mark, value))});
    }
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    if (tag != "?" && tag != "tag:yaml.org,2002:seq") refuse_tag(mark);
    begin_collection(mark, anchor, YamlKind::sequence);
  }
  void OnSequenceEnd() override { frames_.pop_back(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    if (tag != "?" && tag != "tag:yaml.org,2002:map") refuse_tag(mark);
    begin_collection(mark, anchor, YamlKind::map);
  }
  void OnMapEnd() override { frames_.pop_back(); }

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
    bool dropped = false;
  };

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string_view rule, std::string message) {
    problems_.fail(to_position(mark), rule, std::move(message));
    throw Refusal();
  }
  [[noreturn]] void refuse_anchor(const YAML::Mark& mark) {
    refuse(mark, "yaml-anchor", "anchors and aliases are not supported; repeat the value");
  }
  [[noreturn]] void refuse_tag(const YAML::Mark& mark) {
    refuse(mark, "yaml-tag", "YAML tags are not supported; remove it");
  }
  void count_node(const YAML::Mark& mark) {
    if (++nodes_ <= limits_.nodes) return;
    refuse(mark, "yaml-too-many-nodes", "more than " + std::to_string(limits_.nodes) + " keys and values");
  }

  bool is_key_next() const {
    return !frames_.empty() && frames_.back().kind == YamlKind::map && !frames_.back().has_key;
  }
  bool is_dropped() const { return pending_.dropped || (!frames_.empty() && frames_.back().dropped); }

  void begin_pair(const YAML::Mark& mark, const std::string& raw_key) {
    Frame& map = frames_.back();
    map.has_key = true;
    pending_ = {.key = {}, .at = to_position(mark), .dropped = is_dropped_key(raw_key)};
    if (map.dropped) return;
    const std::string_view message = "the key stands twice in one map; keep one of them";
    if (pending_.dropped) {
      if (map.has_dropped_key) refuse(mark, "duplicate-key", std::string(message));
      map.has_dropped_key = true;
      return;
    }
    pending_.key = tree_.keep(clean(mark, raw_key));
    if (tree_.find(tree_.node(map.node), pending_.key) != nullptr) {
      refuse(mark, "duplicate-key", std::string(message));
    }
  }

  void begin_collection(const YAML::Mark& mark, YAML::anchor_t anchor, YamlKind kind) {
    if (anchor != 0) refuse_anchor(mark);
    count_node(mark);
    if (is_key_next()) refuse(mark, "complex-key", "a key must be a plain word, not a list or a map");
    if (frames_.size() >= limits_.depth) {
      refuse(mark, "yaml-too-deep", "nested deeper than " + std::to_string(limits_.depth) + " levels");
    }
    Frame frame;
    frame.kind = kind;
    frame.dropped = is_dropped();
    if (frame.dropped) {
      end_value();
    } else {
      frame.node = add({kind, to_position(mark)});
    }
    frames_.push_back(frame);
  }

  std::uint32_t add(YamlNode node) {
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

  void end_value() {
    pending_ = {};
    if (!frames_.empty()) frames_.back().has_key = false;
  }

  std::string clean(const YAML::Mark& mark, const std::string& value) {
    if (find_unclean(value) == std::string_view::npos) return value;
    std::vector<TextRepair> repairs;
    std::string text = clean_text(with_whole_escapes(value), &repairs);
    if (!repairs.empty()) {
      problems_.warn(
          to_position(mark), "control-character",
          std::to_string(repairs.size()) + " escaped character(s) that feeds cannot hold, removed");
    }
    return text;
  }

  const YamlLimits& limits_;
  YamlTree& tree_;
  ProblemList& problems_;
  std::vector<Frame> frames_;
  std::size_t nodes_ = 0;
  Pending pending_;
};

/// Looks where the next document begins, and goes no further.
class NextDocument : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    at = to_position(mark);
    throw Refusal();
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {}
  void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {}
  void OnMapEnd() override {}

  Position at;
};

/// The library's messages end in text of the file after a colon: that is cut, it might be of `secured`.
std::string to_message(const std::string& library_message) {
  return "not valid YAML: " + library_message.substr(0, library_message.find(':'));
}

/// Parses the first document of `text`, which ends in a `---` line of its own, the one numbered `last_line`.
/// Only ParserException of the library leaves it.
void parse_document(const std::string& text, std::uint32_t last_line, const YamlLimits& limits,
                    YamlTree& tree, ProblemList& problems) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  NextDocument next;
  try {
    TreeBuilder builder(limits, tree, problems);
    parser.HandleNextDocument(builder);
    // The library stops where the first node ends, and says nothing of what stands between that and the end.
    parser.HandleNextDocument(next);
  } catch (const Refusal&) {
  }
  if (!problems.failed() && next.at.line != last_line) {
    problems.fail(next.at, "bad-yaml",
                  "not valid YAML: this does not belong to the map before it; check the indentation");
  }
}

}  // namespace

bool read_yaml_with_library(std::string_view text, const YamlLimits& limits, YamlTree& tree,
                            ProblemList& problems) {
  // With the closing line an unterminated quote is an error where it stands, and not one at the end.
  std::string document(text);
  if (!document.ends_with('\n')) document += '\n';
  const auto last_line = static_cast<std::uint32_t>(std::count(document.begin(), document.end(), '\n') + 1);
  document += "---\n";
  SurrogateMending mending(problems);
  while (!problems.failed()) {
    tree.clear();
    // Warnings of an attempt that is given up for another would stand twice.
    ProblemList attempt = problems;
    try {
      parse_document(document, last_line, limits, tree, attempt);
      problems = std::move(attempt);
      break;
    } catch (const YAML::ParserException& error) {
      if (mending.mend(document, static_cast<std::size_t>(std::max(error.mark.pos, 0)))) continue;
      problems = std::move(attempt);
      const bool is_alias = error.msg.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR);
      problems.fail(to_position(error.mark), is_alias ? "yaml-anchor" : "bad-yaml", to_message(error.msg));
    } catch (const std::exception& error) {
      problems.fail({}, "bad-yaml", to_message(error.what()));
    }
  }
  if (problems.failed() || tree.empty()) {
    tree.clear();
    return false;
  }
  return true;
}

}  // namespace feed_exporter
