// SPDX-License-Identifier: MIT
#include "daemon/content/taxonomy.hpp"

#include <iterator>
#include <set>

#include "daemon/content/problem_list.hpp"
#include "daemon/content/slug.hpp"
#include "daemon/content/taxonomy_file.hpp"

namespace feed_exporter {
namespace {

Problem problem_at(const TopicDraft& draft, Position at, Severity severity, std::string_view rule,
                   std::string message) {
  Problem problem;
  problem.path = draft.path;
  problem.line = at.line;
  problem.column = at.column;
  problem.severity = severity;
  problem.rule = rule;
  problem.message = std::move(message);
  return problem;
}

/// `topics.yaml:4:3`.
std::string place_of(const TopicDraft& draft) {
  return to_location(problem_at(draft, draft.at, Severity::warning, {}, {}));
}

/// Joins the topics of all files.
class Joiner {
 public:
  Joiner(std::vector<TopicDraft> drafts, std::vector<Problem>& problems)
      : drafts_(std::move(drafts)), problems_(problems) {}

  Taxonomy join() {
    add_topics();
    add_aliases();
    resolve_parents();
    cut_cycles();
    return std::move(taxonomy_);
  }

 private:
  void add_topics() {
    for (const TopicDraft& draft : drafts_) {
      const std::string& slug = draft.definition.slug;
      const auto [known, is_new] = places_.emplace(slug, &draft);
      if (is_new) {
        taxonomy_.topics.emplace(slug, draft.definition);
      } else {
        problems_.push_back(problem_at(
            draft, draft.at, Severity::warning, "duplicate-topic",
            "the topic " + slug + " is defined in " + place_of(*known->second) + "; this one is left out"));
      }
    }
  }

  void add_aliases() {
    for (const auto& [slug, draft] : places_) {
      for (const TopicName& alias : draft->aliases) add_alias(*draft, alias);
    }
    // Seeds name a topic as people do, whatever its `_id` is.
    for (const auto& [slug, draft] : places_) {
      for (const TopicName& name : draft->names) add_alias(*draft, name);
    }
  }

  void add_alias(const TopicDraft& draft, const TopicName& name) {
    const std::string& slug = draft.definition.slug;
    const std::string alias = make_slug(name.text);
    if (alias == slug) return;
    std::string other;
    if (alias.empty()) {
      problems_.push_back(
          problem_at(draft, name.at, Severity::warning, "bad-topic",
                     "the alias " + quote(name.text) + " has no letter or digit; it is left out"));
    } else if (taxonomy_.topics.contains(alias)) {
      other = alias;
    } else if (const auto [known, is_new] = taxonomy_.aliases.emplace(alias, slug);
               !is_new && known->second != slug) {
      other = known->second;
    }
    if (other.empty()) return;
    problems_.push_back(problem_at(
        draft, name.at, Severity::warning, "alias-conflict",
        quote(name.text) + " already means the topic " + other + "; for " + slug + " it is left out"));
  }

  void resolve_parents() {
    for (auto& [slug, topic] : taxonomy_.topics) {
      if (topic.parent.empty()) continue;
      const std::string parent = make_slug(topic.parent);
      const auto alias = taxonomy_.aliases.find(parent);
      if (taxonomy_.topics.contains(parent)) {
        topic.parent = parent;
      } else if (alias != taxonomy_.aliases.end()) {
        topic.parent = alias->second;
      } else {
        const TopicDraft& draft = *places_.at(slug);
        problems_.push_back(
            problem_at(draft, draft.parent_at, Severity::warning, "unknown-parent",
                       "the parent " + quote(topic.parent) + " is not a topic; it is left out"));
        topic.parent.clear();
      }
    }
  }

  void cut_cycles() {
    std::set<std::string> in_cycles;
    for (const auto& [slug, topic] : taxonomy_.topics) {
      if (in_cycles.contains(slug) || !leads_to_itself(slug)) continue;
      const TopicDraft& draft = *places_.at(slug);
      problems_.push_back(problem_at(draft, draft.parent_at, Severity::error, "taxonomy-cycle",
                                     "the parents of " + quote(topic.name) + " and " +
                                         quote(taxonomy_.topics.at(topic.parent).name) +
                                         " lead back to themselves; remove one of them"));
      for (std::string member = slug; in_cycles.insert(member).second;
           member = taxonomy_.topics.at(member).parent) {
      }
    }
    for (const std::string& slug : in_cycles) taxonomy_.topics.at(slug).parent.clear();
  }

  bool leads_to_itself(const std::string& slug) const {
    std::set<std::string_view> seen;
    std::string_view at = taxonomy_.topics.at(slug).parent;
    while (!at.empty() && at != slug && seen.insert(at).second)
      at = taxonomy_.topics.find(std::string(at))->second.parent;
    return at == slug;
  }

  std::vector<TopicDraft> drafts_;
  std::vector<Problem>& problems_;
  Taxonomy taxonomy_;
  /// Slug -> the definition that counts.
  std::map<std::string, const TopicDraft*> places_;
};

}  // namespace

bool is_taxonomy_path(std::string_view path) {
  if (path.ends_with(".yaml")) {
    path.remove_suffix(5);
  } else if (path.ends_with(".yml")) {
    path.remove_suffix(4);
  } else {
    return false;
  }
  if (path == "topics" || path == "_data/topics") return true;
  constexpr std::string_view folder = "_data/topics/";
  return path.starts_with(folder) && path.size() > folder.size() &&
         path.find('/', folder.size()) == std::string_view::npos;
}

Taxonomy parse_taxonomy(const std::vector<std::pair<std::string, std::string>>& files,
                        const Settings& settings, std::vector<Problem>& problems) {
  std::vector<TopicDraft> drafts;
  for (const auto& [path, text] : files) {
    std::vector<TopicDraft> topics = read_taxonomy_file(path, text, settings, problems);
    drafts.insert(drafts.end(), std::make_move_iterator(topics.begin()),
                  std::make_move_iterator(topics.end()));
  }
  return Joiner(std::move(drafts), problems).join();
}

}  // namespace feed_exporter
