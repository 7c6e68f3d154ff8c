// SPDX-License-Identifier: MIT
#include "daemon/content/yaml_cpp_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "daemon/content/dropped_key.hpp"
#include "daemon/content/surrogate_mending.hpp"
#include "daemon/content/yaml_slips.hpp"
#include "daemon/content/yaml_tree_builder.hpp"

namespace feed_exporter {
namespace {

/// Looks where the next document begins, and goes no further.
class NextDocument : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    at = to_position(mark);
    throw YamlStop();
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

/// Reports why the library gives up, as plainly as can be told.
void report(std::string_view text, Position at, const std::string& library_message, ProblemList& problems) {
  if (library_message.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR)) {
    problems.fail(at, "yaml-anchor",
                  "anchors and aliases are not supported; put quotes around a value that begins with *");
  } else if (const auto slip = find_yaml_slip(text, at.line)) {
    problems.fail(slip->at, "bad-yaml", "not valid YAML: " + slip->message);
  } else {
    problems.fail(at, "bad-yaml", to_message(library_message));
  }
}

/// Text, lists and unclosed quotes take lines for their own, and what must not be shown with them.
void check_dropped_key(std::string_view text, const std::vector<std::uint32_t>& dropped_lines,
                       ProblemList& problems) {
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::string_view content = text.substr(0, text.find('\n'));
    if (begins_with_dropped_key(content) && !std::ranges::binary_search(dropped_lines, line)) {
      problems.fail({line, static_cast<std::uint32_t>(content.find_first_not_of(" \t") + 1)}, "swallowed-key",
                    "this line is part of another value; close the quote or bracket before it, mend the "
                    "indentation, or put another word first on the line");
      return;
    }
    text.remove_prefix(std::min(content.size() + 1, text.size()));
  }
}

/// Parses the first document of `text`, which ends in a `---` line of its own, the one numbered `last_line`.
/// Only ParserException of the library leaves it.
void parse_document(const std::string& text, std::uint32_t last_line, const YamlLimits& limits,
                    YamlTree& tree, ProblemList& problems) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  NextDocument next;
  YamlTreeBuilder builder(text, limits, tree, problems);
  try {
    parser.HandleNextDocument(builder);
    // The library stops where the first node ends, and says nothing of what stands between that and the end.
    parser.HandleNextDocument(next);
  } catch (const YamlStop&) {
  }
  if (!problems.failed() && next.at.line != last_line) {
    problems.fail(next.at, "bad-yaml",
                  "not valid YAML: this does not belong to the map before it; check the indentation");
  }
  if (!problems.failed()) check_dropped_key(text, builder.dropped_lines(), problems);
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
      report(document, to_position(error.mark), error.msg, problems);
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
