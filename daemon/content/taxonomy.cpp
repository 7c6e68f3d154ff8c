// SPDX-License-Identifier: MIT
#include "daemon/content/taxonomy.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "daemon/content/problem_list.hpp"
#include "daemon/content/slug.hpp"
#include "daemon/content/taxonomy_file.hpp"

namespace feed_exporter {
namespace {

/// Topics above a topic: as many as folders in each other. An entry is in the feed of each if they roll up.
constexpr std::size_t max_topic_depth = 16;

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
    settle_parents();
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
      problems_.push_back(problem_at(draft, name.at, Severity::warning, "bad-topic",
                                     "the alias " + quote(name.text) + ' ' +
                                         std::string(no_slug_reason(name.text)) + "; it is left out"));
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
                       "the parent " + quote(topic.parent) +
                           " has no entry of its own in _data/topics/ or topics.yaml; it is left out"));
        topic.parent.clear();
      }
    }
  }

  /// Walks up from each topic to what is settled, or back into the walk itself; settles the walk from its
  /// top.
  void settle_parents() {
    std::map<std::string_view, std::size_t> depths;
    std::set<std::string_view> in_walk;
    for (const auto& [slug, _] : taxonomy_.topics) {
      std::vector<TopicDefinition*> walk;
      std::string_view at = slug;
      for (; !at.empty() && !depths.contains(at) && in_walk.insert(at).second; at = walk.back()->parent) {
        walk.push_back(&taxonomy_.topics.find(std::string(at))->second);
      }
      if (!at.empty() && !depths.contains(at)) {
        cut_cycle(std::ranges::find(walk, at, &TopicDefinition::slug), walk.end());
      }
      for (; !walk.empty(); walk.pop_back()) {
        TopicDefinition& topic = *walk.back();
        std::size_t depth = topic.parent.empty() ? 0 : depths.at(topic.parent) + 1;
        if (depth > max_topic_depth) {
          depth = 0;
          cut_parent(topic);
        }
        depths.emplace(topic.slug, depth);
      }
    }
  }

  using Step = std::vector<TopicDefinition*>::iterator;
  void cut_cycle(Step begin, Step end) {
    const TopicDefinition& first = **std::min_element(
        begin, end, [](const auto* left, const auto* right) { return left->slug < right->slug; });
    const TopicDraft& draft = *places_.at(first.slug);
    problems_.push_back(problem_at(draft, draft.parent_at, Severity::error, "taxonomy-cycle",
                                   "the parents of " + quote(first.name) + " and " +
                                       quote(taxonomy_.topics.at(first.parent).name) +
                                       " lead back to themselves; remove one of them"));
    for (Step topic = begin; topic != end; ++topic) (*topic)->parent.clear();
  }

  void cut_parent(TopicDefinition& topic) {
    const TopicDraft& draft = *places_.at(topic.slug);
    problems_.push_back(problem_at(draft, draft.parent_at, Severity::warning, "taxonomy-too-deep",
                                   "the topic " + quote(topic.name) + " has more than " +
                                       std::to_string(max_topic_depth) +
                                       " topics above it; its parent is left out"));
    topic.parent.clear();
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
  Taxonomy taxonomy = Joiner(std::move(drafts), problems).join();
  limit_problems(problems);
  return taxonomy;
}

}  // namespace feed_exporter
