// SPDX-License-Identifier: MIT
#include "daemon/content/taxonomy_file.hpp"

#include <iterator>
#include <optional>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/fields.hpp"
#include "daemon/content/front_matter.hpp"
#include "daemon/content/slug.hpp"
#include "daemon/content/source_text.hpp"
#include "daemon/content/yaml_reader.hpp"

namespace feed_exporter {
namespace {

/// Where the value of a key stands.
Position place_of(const YamlNode& map, std::string_view key, const Fields& fields) {
  const YamlNode* value = fields.find(map, key);
  return value == nullptr ? map.at : value->at;
}

std::optional<TopicDraft> read_topic(std::string_view path, const YamlNode& node, Fields& fields) {
  if (node.kind != YamlKind::map) {
    fields.problems().fail(node.at, "bad-topic", "a topic must be a map with a name");
    return std::nullopt;
  }
  TopicDraft draft;
  TopicDefinition& topic = draft.definition;
  topic.name = fields.line(node, "name");
  const std::string id = fields.line(node, "_id");
  if (topic.name.empty()) topic.name = id;
  const std::string& slug_source = id.empty() ? topic.name : id;
  topic.slug = make_slug(slug_source);
  if (topic.slug.empty()) {
    fields.problems().fail(node.at, "bad-topic",
                           slug_source.empty() ? "a topic needs a name or an _id"
                                               : "the topic " + quote(slug_source) + ' ' +
                                                     std::string(no_slug_reason(slug_source)));
    return std::nullopt;
  }
  topic.description = fields.text(node, "description");
  topic.parent = fields.line(node, "parent");
  for (const YamlNode* item : fields.items(node, "aliases")) {
    std::string name = fields.name(*item, "aliases");
    if (!name.empty()) draft.aliases.push_back({std::move(name), item->at});
  }
  draft.names.push_back({topic.name, place_of(node, "name", fields)});
  std::string short_name = fields.line(node, "shortname");
  if (!short_name.empty()) {
    draft.names.push_back({std::move(short_name), place_of(node, "shortname", fields)});
  }
  draft.path = path;
  draft.at = node.at;
  draft.parent_at = place_of(node, "parent", fields);
  return draft;
}

/// For a text that was read with one more line before it.
void move_up(TopicDraft& draft) {
  --draft.at.line;
  --draft.parent_at.line;
  for (TopicName& alias : draft.aliases) --alias.at.line;
  for (TopicName& name : draft.names) --name.at.line;
}

/// The one document of a text that opens with `---`; nothing, and an error, if there is another.
std::optional<std::string_view> single_document(std::string_view text, ProblemList& problems) {
  const FrontMatter parts = split_front_matter(text);
  if (parts.state != FrontMatter::State::found) return text;
  if (trimmed(parts.body).empty()) return parts.yaml;
  problems.fail({parts.body_line, 0}, "bad-yaml",
                "a second YAML document begins here; one file is one document");
  return std::nullopt;
}

}  // namespace

std::vector<TopicDraft> read_taxonomy_file(std::string_view path, std::string_view text,
                                           const Settings& settings, std::vector<Problem>& problems) {
  const bool has_opening = opens_front_matter(text);
  ProblemList list(path, has_opening ? 0 : 1);
  std::vector<TopicDraft> topics;
  const SourceText source(text, list);
  const std::string document =
      has_opening ? std::string(source.text()) : "---\n" + std::string(source.text());
  YamlTree tree;
  const YamlLimits limits{settings.seeds.max_yaml_depth, settings.seeds.max_yaml_nodes};
  const std::optional<std::string_view> yaml = single_document(document, list);
  if (yaml && read_yaml(*yaml, limits, tree, list)) {
    Fields fields(tree, list);
    const auto add = [&](const YamlNode& node) {
      if (std::optional<TopicDraft> topic = read_topic(path, node, fields))
        topics.push_back(std::move(*topic));
    };
    const YamlNode& root = tree.root();
    if (root.kind == YamlKind::sequence) {
      for (const YamlNode& node : tree.children(root)) add(node);
    } else if (root.kind != YamlKind::null) {
      add(root);
    }
  }
  if (!has_opening) {
    for (TopicDraft& topic : topics) move_up(topic);
  }
  std::vector<Problem> found = list.take(text);
  problems.insert(problems.end(), std::make_move_iterator(found.begin()),
                  std::make_move_iterator(found.end()));
  return topics;
}

}  // namespace feed_exporter
