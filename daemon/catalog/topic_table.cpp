// SPDX-License-Identifier: MIT
#include "daemon/catalog/topic_table.hpp"

#include <algorithm>
#include <utility>

#include "daemon/content/slug.hpp"
#include "exporters/feed.hpp"

namespace feed_exporter {

TopicTable::TopicTable(bool roll_up) : roll_up_(roll_up), topics_(1) {
  topics_[all_topics].slug = everything_slug;
}

std::optional<SpellingId> TopicTable::acquire(const std::string& spelling) {
  if (const auto found = by_text_.find(spelling); found != by_text_.end()) {
    ++spellings_[found->second].uses;
    return found->second;
  }
  const std::string slug = make_slug(spelling);
  if (slug.empty()) return std::nullopt;
  const TopicId topic = find_or_add(slug);
  SpellingId id = 0;
  if (free_spellings_.empty()) {
    id = static_cast<SpellingId>(spellings_.size());
    spellings_.emplace_back();
  } else {
    id = free_spellings_.back();
    free_spellings_.pop_back();
  }
  spellings_[id] = {spelling, topic, 1, 0};
  topics_[topic].spellings.push_back(id);
  by_text_.emplace(spelling, id);
  return id;
}

void TopicTable::release(SpellingId id) {
  Spelling& spelling = spellings_[id];
  if (--spelling.uses > 0) return;
  std::erase(topics_[spelling.topic].spellings, id);
  by_text_.erase(spelling.text);
  spelling = {};
  free_spellings_.push_back(id);
  may_be_unused_ = true;
}

void TopicTable::show(SpellingId spelling) {
  ++spellings_[spelling].visible;
  unsettle(topic_of(spelling));
}

void TopicTable::hide(SpellingId spelling) {
  --spellings_[spelling].visible;
  unsettle(topic_of(spelling));
}

std::optional<TopicId> TopicTable::find(std::string_view slug) const {
  const auto found = by_slug_.find(slug);
  return found == by_slug_.end() ? std::nullopt : std::optional(found->second);
}

const TopicDefinition* TopicTable::definition(TopicId topic) const {
  const auto found = taxonomy_.topics.find(slug(topic));
  return found == taxonomy_.topics.end() ? nullptr : &found->second;
}

const std::string& TopicTable::meaning(const std::string& slug, const Taxonomy& taxonomy) {
  // What the taxonomy defines as a topic stands for itself.
  if (taxonomy.topics.contains(slug)) return slug;
  const auto alias = taxonomy.aliases.find(slug);
  return alias == taxonomy.aliases.end() ? slug : alias->second;
}

std::vector<std::string> TopicTable::ancestor_slugs(const std::string& slug, const Taxonomy& taxonomy) const {
  std::vector<std::string> slugs;
  if (!roll_up_) return slugs;
  for (auto at = taxonomy.topics.find(slug); at != taxonomy.topics.end() && !at->second.parent.empty();) {
    const std::string& parent = meaning(at->second.parent, taxonomy);
    // An alias may close a circle that the definitions alone don't have.
    if (parent == slug || std::find(slugs.begin(), slugs.end(), parent) != slugs.end()) break;
    slugs.push_back(parent);
    at = taxonomy.topics.find(parent);
  }
  return slugs;
}

TopicId TopicTable::find_or_add(const std::string& slug) {
  if (const auto found = by_slug_.find(slug); found != by_slug_.end()) return found->second;
  TopicId id = 0;
  if (free_topics_.empty()) {
    id = static_cast<TopicId>(topics_.size());
    topics_.emplace_back();
  } else {
    id = free_topics_.back();
    free_topics_.pop_back();
  }
  topics_[id].slug = slug;
  by_slug_.emplace(slug, id);
  connect(id);
  return id;
}

void TopicTable::connect(TopicId topic) {
  // Adding a topic moves the others, so no reference outlives a call of find_or_add.
  const std::string slug = topics_[topic].slug;
  const std::string& meant_slug = meaning(slug);
  const TopicId meant = meant_slug == slug ? topic : find_or_add(meant_slug);
  topics_[topic].meant = meant;
  topics_[meant].sources.push_back(topic);
  std::vector<TopicId> ancestors;
  for (const std::string& ancestor : ancestor_slugs(slug, taxonomy_))
    ancestors.push_back(find_or_add(ancestor));
  topics_[topic].ancestors = std::move(ancestors);
  unsettle(meant);
}

std::vector<TopicId> TopicTable::displaced_by(const Taxonomy& taxonomy) const {
  std::vector<TopicId> displaced;
  for (TopicId id = all_topics + 1; id < topics_.size(); ++id) {
    const Topic& topic = topics_[id];
    if (topic.slug.empty()) continue;
    if (meaning(topic.slug, taxonomy) != slug(topic.meant) ||
        (roll_up_ && ancestor_slugs(topic.slug, taxonomy) != ancestor_slugs(topic.slug, taxonomy_))) {
      displaced.push_back(topic.meant);
    }
  }
  return displaced;
}

void TopicTable::set_taxonomy(Taxonomy taxonomy) {
  taxonomy_ = std::move(taxonomy);
  may_be_unused_ = true;
  const auto before = static_cast<TopicId>(topics_.size());
  for (Topic& topic : topics_) topic.sources.clear();
  for (TopicId id = all_topics + 1; id < before; ++id) {
    if (!topics_[id].slug.empty()) connect(id);
  }
}

void TopicTable::unsettle(TopicId topic) {
  if (topics_[topic].unsettled) return;
  topics_[topic].unsettled = true;
  unsettled_.push_back(topic);
}

std::string TopicTable::commonest_spelling(const Topic& topic) const {
  const Spelling* best = nullptr;
  for (const TopicId source : topic.sources) {
    for (const SpellingId id : topics_[source].spellings) {
      const Spelling& spelling = spellings_[id];
      if (spelling.visible == 0) continue;
      if (best == nullptr || spelling.visible > best->visible ||
          (spelling.visible == best->visible && spelling.text < best->text)) {
        best = &spelling;
      }
    }
  }
  return best == nullptr ? topic.slug : best->text;
}

std::vector<TopicId> TopicTable::settle_names() {
  std::vector<TopicId> renamed;
  for (const TopicId id : std::exchange(unsettled_, {})) {
    Topic& topic = topics_[id];
    topic.unsettled = false;
    const TopicDefinition* defined = definition(id);
    std::string name =
        defined != nullptr && !defined->name.empty() ? defined->name : commonest_spelling(topic);
    if (name == topic.name) continue;
    topic.name = std::move(name);
    renamed.push_back(id);
  }
  return renamed;
}

void TopicTable::forget_unused(const std::function<bool(TopicId)>& in_use) {
  if (!std::exchange(may_be_unused_, false)) return;
  std::vector<bool> needed(topics_.size());
  for (TopicId id = all_topics + 1; id < topics_.size(); ++id) {
    const Topic& topic = topics_[id];
    if (topic.spellings.empty() && !in_use(id)) continue;
    needed[id] = true;
    needed[topic.meant] = true;
    for (const TopicId ancestor : topic.ancestors) needed[ancestor] = true;
    for (const TopicId ancestor : topics_[topic.meant].ancestors) needed[ancestor] = true;
  }
  for (TopicId id = all_topics + 1; id < topics_.size(); ++id) {
    if (needed[id] || topics_[id].slug.empty()) continue;
    std::erase(topics_[topics_[id].meant].sources, id);
    by_slug_.erase(topics_[id].slug);
    topics_[id] = {};
    free_topics_.push_back(id);
  }
}

}  // namespace feed_exporter
