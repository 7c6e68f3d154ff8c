// SPDX-License-Identifier: MIT
#include "daemon/serve/topic_book.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace feed_exporter {
namespace {

/// Whether documents of the feed itself say the same; the count is only in the directory.
bool same_in_feed(const TopicSummary& a, const TopicSummary& b) {
  return std::tie(a.name, a.description, a.parent) == std::tie(b.name, b.description, b.parent);
}

}  // namespace

TopicChanges TopicBook::update(std::vector<TopicSummary> topics, std::vector<TopicGroup> groups) {
  TopicChanges changes;
  groups_ = std::move(groups);
  kinship_ = TopicKinship(topics);
  std::map<std::string, Page, std::less<>> before = std::exchange(pages_, {});
  order_.clear();
  for (TopicSummary& topic : topics) {
    order_.push_back(topic.slug);
    auto node = before.extract(topic.slug);
    const bool known = !node.empty();
    Page page = known ? std::move(node.mapped()) : Page{};
    const bool same = known && same_in_feed(page.summary, topic);
    page.summary = std::move(topic);
    std::vector<Tag> now_related = kinship_.complete(page.summary.slug, page.facts.companions);
    if (!same || now_related != page.related) changes.changed.push_back(page.summary.slug);
    page.related = std::move(now_related);
    pages_.emplace(page.summary.slug, std::move(page));
  }
  for (const auto& [slug, _] : before) changes.vanished.push_back(slug);
  std::ranges::sort(changes.changed);
  return changes;
}

std::vector<Tag> TopicBook::related(std::string_view slug, std::vector<Tag> companions) const {
  return kinship_.complete(slug, std::move(companions));
}

void TopicBook::set_facts(std::string_view slug, FeedFacts facts) {
  Page& page = pages_.find(slug)->second;
  page.related = kinship_.complete(slug, facts.companions);
  page.facts = std::move(facts);
}

GroupMembers TopicBook::group_members() const {
  std::map<std::string_view, std::string_view> parents;
  for (const TopicGroup& group : groups_) parents.emplace(group.slug, group.parent);
  GroupMembers members;
  for (const auto& [slug, page] : pages_) {
    for (auto group = parents.find(page.summary.parent); group != parents.end();
         group = parents.find(group->second)) {
      members.emplace_back(group->first, slug);
    }
  }
  return members;
}

Directory TopicBook::directory(const Site& site, std::chrono::sys_seconds epoch) const {
  Directory directory{.site = site, .updated = epoch, .topics = {}, .groups = {}};
  directory.topics.reserve(order_.size());
  bool any = false;
  for (const std::string& slug : order_) {
    const Page& page = pages_.find(slug)->second;
    directory.topics.push_back({.slug = slug,
                                .title = page.summary.name,
                                .description = page.summary.description,
                                .parent = page.summary.parent,
                                .articles = page.summary.articles,
                                .newest_title = page.facts.newest_title,
                                .newest = page.facts.newest});
    if (!page.facts.newest) continue;
    directory.updated = any ? std::max(directory.updated, page.facts.updated) : page.facts.updated;
    any = true;
  }
  for (const TopicGroup& group : groups_) directory.groups.push_back({group.slug, group.name, group.parent});
  return directory;
}

}  // namespace feed_exporter
