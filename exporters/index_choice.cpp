// SPDX-License-Identifier: MIT
#include "exporters/index_choice.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace feed_exporter {
namespace {

/// No name takes less, so that a list that is nearly full is not tried on with all the others.
constexpr std::size_t shortest_name = 40;
/// Bytes of what stands around the names of a group.
constexpr std::size_t around_names = 30;

struct Candidate {
  const DirectoryTopic* topic;
  const IndexGroup* group;
};

/// The topics that are taken, and the headings that come with them.
class Choice {
 public:
  Choice(const Site& site, std::string_view alone) : site_(site), alone_(alone) {}

  /// The bytes that it takes; 0: it does not fit.
  std::size_t take(const Candidate& candidate, std::size_t left) {
    const auto& [topic, group] = candidate;
    std::size_t bytes = headings_.contains(group) ? 0 : measure_heading(*group);
    if (topic != group->parent) bytes += measure_name(*topic);
    if (bytes > left) return 0;
    headings_.insert(group);
    names_.insert(topic);
    return bytes;
  }

  bool has(const IndexGroup& group) const { return headings_.contains(&group); }
  bool has(const DirectoryTopic* topic) const { return names_.contains(topic); }

 private:
  std::size_t measure_heading(const IndexGroup& group) {
    scratch_.clear();
    HtmlWriter html(scratch_);
    IndexGroupWriter(html, site_, alone_).write_as_names({group.title, group.parent, {}});
    return scratch_.size() + around_names;
  }

  std::size_t measure_name(const DirectoryTopic& topic) {
    scratch_.clear();
    HtmlWriter html(scratch_);
    IndexGroupWriter(html, site_, alone_).write_name(topic);
    return scratch_.size();
  }

  const Site& site_;
  const std::string_view alone_;
  std::set<const IndexGroup*> headings_;
  TopicSet names_;
  std::string scratch_;
};

/// Those with the most articles first.
std::vector<Candidate> list_candidates(const std::vector<IndexGroup>& groups) {
  std::vector<Candidate> candidates;
  for (const IndexGroup& group : groups) {
    if (group.parent != nullptr) candidates.push_back({group.parent, &group});
    for (const DirectoryTopic* topic : group.topics) candidates.push_back({topic, &group});
  }
  std::ranges::stable_sort(candidates, std::ranges::greater(),
                           [](const Candidate& candidate) { return candidate.topic->articles; });
  return candidates;
}

}  // namespace

TopicSet choose_with_feeds(const std::vector<IndexGroup>& groups, const Site& site, std::size_t budget) {
  TopicSet chosen;
  std::string links;
  HtmlWriter html(links);
  for (const Candidate& candidate : list_candidates(groups)) {
    IndexGroupWriter(html, site, {}).write_feeds(*candidate.topic);
    if (links.size() > budget) break;
    chosen.insert(candidate.topic);
  }
  return chosen;
}

std::size_t keep_largest(std::vector<IndexGroup>& groups, const Site& site, std::string_view alone,
                         std::size_t budget) {
  const std::vector<Candidate> candidates = list_candidates(groups);
  Choice choice(site, alone);
  std::size_t left = budget;
  for (const Candidate& candidate : candidates) {
    if (left < shortest_name) break;
    left -= choice.take(candidate, left);
  }
  std::vector<IndexGroup> kept;
  std::size_t count = 0;
  for (const IndexGroup& group : groups) {
    if (!choice.has(group)) continue;
    IndexGroup& part = kept.emplace_back(IndexGroup{group.title, group.parent, {}});
    std::ranges::copy_if(group.topics, std::back_inserter(part.topics),
                         [&](const DirectoryTopic* topic) { return choice.has(topic); });
    count += part.topics.size() + (part.parent != nullptr ? 1 : 0);
  }
  groups = std::move(kept);
  return candidates.size() - count;
}

}  // namespace feed_exporter
