// SPDX-License-Identifier: MIT
#include "tests/catalog/model.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "daemon/content/slug.hpp"
#include "exporters/topic_order.hpp"

namespace feed_exporter {
namespace {

using Group = std::vector<const Article*>;

std::string meaning(const std::string& slug, const Taxonomy& taxonomy) {
  if (taxonomy.topics.contains(slug) || !taxonomy.aliases.contains(slug)) return slug;
  return taxonomy.aliases.at(slug);
}

std::vector<const Article*> visible_articles(const Model& model) {
  std::vector<const Article*> visible;
  for (const auto& [path, article] : model.articles) {
    if (!article.withdrawn && (!article.unpublished || model.settings.include_unpublished) &&
        article.entry.published <= model.now) {
      visible.push_back(&article);
    }
  }
  return visible;
}

/// Whether the left one is to be shown rather than the right one.
bool precedes(const Article* left, const Article* right) {
  return std::tie(left->entry.published, left->path) < std::tie(right->entry.published, right->path);
}

Problem make_warning(const Article& hidden, const std::string& rule, const std::string& message) {
  Problem problem;
  problem.path = hidden.path;
  problem.line = 1;
  problem.severity = Severity::warning;
  problem.rule = rule;
  problem.message = message;
  return problem;
}

/// The articles by entry; the one that is shown first, the others by precedence. In that order each is shown
/// that is not the same as one that is shown already.
std::vector<Group> group_duplicates(std::vector<const Article*> visible, std::vector<Problem>& problems) {
  std::sort(visible.begin(), visible.end(), precedes);
  std::vector<Group> entries;
  std::map<std::string, const Article*> by_id;
  std::map<std::string, std::size_t> by_key;
  for (const Article* article : visible) {
    const std::string& key = article->duplicate_key;
    if (by_id.contains(article->entry.id) || (!key.empty() && by_key.contains(key))) continue;
    by_id[article->entry.id] = article;
    by_key[key] = entries.size();
    entries.push_back({article});
  }
  for (const Article* article : visible) {
    if (by_id.contains(article->entry.id) && by_id[article->entry.id] == article) continue;
    if (!article->duplicate_key.empty() && by_key.contains(article->duplicate_key)) {
      Group& entry = entries[by_key[article->duplicate_key]];
      problems.push_back(make_warning(
          *article, "duplicate",
          "same original URL as " + entry[0]->path + ", which is shown instead; delete one of the two"));
      entry.push_back(article);
    } else {
      problems.push_back(make_warning(*article, "duplicate-id",
                                      "same id as " + by_id[article->entry.id]->path +
                                          ", which is shown instead; give one of the two another `id` or "
                                          "another name"));
    }
  }
  return entries;
}

std::map<std::string, std::string> topic_names(const Model& model, const std::vector<Group>& entries) {
  std::map<std::string, std::map<std::string, int>> spellings;
  for (const Group& entry : entries) {
    for (const Article* article : entry) {
      for (const std::string& topic : article->topics) {
        ++spellings[meaning(make_slug(topic), model.taxonomy)][topic];
      }
    }
  }
  std::map<std::string, std::string> names;
  for (const auto& [slug, counts] : spellings) {
    names[slug] = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                    return a.second < b.second || (a.second == b.second && a.first > b.first);
                  })->first;
  }
  for (const auto& [slug, definition] : model.taxonomy.topics) {
    if (!definition.name.empty()) names[slug] = definition.name;
  }
  return names;
}

std::vector<std::string> topics_of(const Group& group, const Taxonomy& taxonomy) {
  std::vector<std::string> slugs;
  for (const Article* article : group) {
    for (const std::string& topic : article->topics) {
      const std::string slug = meaning(make_slug(topic), taxonomy);
      if (!slug.empty() && std::find(slugs.begin(), slugs.end(), slug) == slugs.end()) slugs.push_back(slug);
    }
  }
  return slugs;
}

std::set<std::string> feeds_of(const std::vector<std::string>& topics, const Model& model) {
  std::set<std::string> feeds(topics.begin(), topics.end());
  feeds.insert("all");
  for (std::string slug : topics) {
    while (model.settings.roll_up && model.taxonomy.topics.contains(slug)) {
      slug = meaning(model.taxonomy.topics.at(slug).parent, model.taxonomy);
      if (slug.empty()) break;
      feeds.insert(slug);
    }
  }
  return feeds;
}

}  // namespace

CatalogView Model::view() const {
  CatalogView view;
  const std::vector<Group> groups = group_duplicates(visible_articles(*this), view.problems);
  const auto names = topic_names(*this, groups);
  const auto name = [&](const std::string& slug) { return names.contains(slug) ? names.at(slug) : slug; };
  std::vector<std::pair<const Article*, Entry>> entries;
  std::map<const Article*, std::vector<std::string>> topics_by_article;
  for (const Group& group : groups) {
    const Article* shown = group.front();
    std::vector<std::string>& topics = topics_by_article[shown];
    topics = topics_of(group, taxonomy);
    if (topics.size() > max_topics) {
      topics.resize(max_topics);
      if (group.size() > 1) {
        view.problems.push_back(
            make_warning(*shown, "too-many-topics",
                         "only the first " + std::to_string(max_topics) +
                             " topics of it and its duplicates count ([seeds] max_topics)"));
      }
    }
    Entry entry = shown->entry;
    if (entry.updated && *entry.updated > now) entry.updated.reset();
    for (const std::string& slug : topics) entry.topics.push_back({slug, name(slug)});
    entries.emplace_back(shown, entry);
  }
  std::sort(view.problems.begin(), view.problems.end(),
            [](const Problem& a, const Problem& b) { return a.path < b.path; });
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return std::tie(b.second.published, a.second.id, a.first->path) <
           std::tie(a.second.published, b.second.id, b.first->path);
  });
  for (const auto& [article, entry] : entries) {
    for (const std::string& feed : feeds_of(topics_by_article[article], *this)) {
      view.feeds[feed].push_back(entry);
    }
  }
  for (const auto& [slug, list] : view.feeds) {
    if (slug == "all") continue;
    TopicSummary summary{slug, name(slug), {}, {}, list.size()};
    if (taxonomy.topics.contains(slug)) {
      summary.description = taxonomy.topics.at(slug).description;
      summary.parent = meaning(taxonomy.topics.at(slug).parent, taxonomy);
    }
    view.topics.push_back(summary);
  }
  std::sort(view.topics.begin(), view.topics.end(), [](const TopicSummary& a, const TopicSummary& b) {
    return stands_before({a.name, a.slug}, {b.name, b.slug});
  });
  for (const auto& [alias, slug] : taxonomy.aliases) {
    if (!taxonomy.topics.contains(alias) && view.feeds.contains(slug)) view.aliases[alias] = slug;
  }
  return view;
}

}  // namespace feed_exporter
