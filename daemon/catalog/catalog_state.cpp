// SPDX-License-Identifier: MIT
#include "daemon/catalog/catalog_state.hpp"

#include <algorithm>
#include <utility>

namespace feed_exporter {

Catalog::State::State(const FeedSettings& settings, std::size_t most_topics)
    : include_unpublished(settings.include_unpublished),
      max_topics(most_topics),
      topics(settings.roll_up),
      duplicates(store),
      feeds(store, settings.items) {}

PackedArticle Catalog::State::pack(const Article& article) {
  std::vector<SpellingId> spellings;
  for (const std::string& topic : article.topics) {
    if (const auto spelling = topics.acquire(topic)) spellings.push_back(*spelling);
  }
  return PackedArticle(article, spellings, store.pool());
}

void Catalog::State::let_go(const PackedArticle& article) {
  for (const SpellingId spelling : article.spellings()) topics.release(spelling);
  article.release(store.pool());
}

Slot Catalog::State::take_in(const PackedArticle& article, std::optional<std::chrono::sys_seconds> updated) {
  const Slot slot = store.add(article);
  if (slot >= standings.size()) {
    standings.resize(slot + 1);
    is_new.resize(slot + 1);
  }
  standings[slot] = Standing::hidden;
  if (updated > now && standing_of(article) != Standing::hidden) {
    updates.add(*updated, slot);
    update_times.emplace(slot, *updated);
  }
  return slot;
}

void Catalog::State::drop(Slot slot) {
  if (const auto update = update_times.extract(slot)) updates.remove(update.mapped(), slot);
  let_go(store.expanded(slot));
  store.remove(slot);
}

Standing Catalog::State::standing_of(const PackedArticle& article) const {
  if (article.withdrawn() || (article.unpublished() && !include_unpublished)) return Standing::hidden;
  return article.published() <= now ? Standing::visible : Standing::scheduled;
}

void Catalog::State::exchange(std::span<const Slot> removed, std::span<const Slot> added) {
  std::vector<Slot> leaving;
  std::vector<Slot> entering;
  for (const Slot slot : removed) {
    if (standings[slot] == Standing::scheduled) schedule.remove(store[slot].published(), slot);
    if (standings[slot] == Standing::visible) leaving.push_back(slot);
  }
  for (const Slot slot : added) {
    standings[slot] = standing_of(store[slot]);
    if (standings[slot] == Standing::scheduled) schedule.add(store[slot].published(), slot);
    if (standings[slot] == Standing::visible) entering.push_back(slot);
  }
  Placements before(store, topics, max_topics);
  Placements after(store, topics, max_topics);
  const auto was = [&](const std::vector<Slot>& entry) {
    before.note(entry);
    for (const Slot slot : entry) {
      for (const SpellingId spelling : store[slot].spellings()) topics.hide(spelling);
    }
  };
  const auto is = [&](const std::vector<Slot>& entry) {
    after.note(entry);
    for (const Slot slot : entry) {
      for (const SpellingId spelling : store[slot].spellings()) topics.show(spelling);
    }
  };
  duplicates.exchange(leaving, entering, was, is);
  Placements::apply_difference(before, after, feeds);
  settle();
}

void Catalog::State::redefine(Taxonomy taxonomy) {
  const Taxonomy before = topics.taxonomy();
  std::vector<Slot> displaced;
  for (const TopicId topic : topics.displaced_by(taxonomy)) {
    const auto slots = feeds.slots(topic);
    displaced.insert(displaced.end(), slots.begin(), slots.end());
  }
  std::ranges::sort(displaced);
  displaced.erase(std::unique(displaced.begin(), displaced.end()), displaced.end());
  Placements old_places(store, topics, max_topics);
  for (const Slot slot : displaced) old_places.note(duplicates.entry_of(slot));

  topics.set_taxonomy(std::move(taxonomy));

  Placements new_places(store, topics, max_topics);
  for (const Slot slot : displaced) new_places.note(duplicates.entry_of(slot));
  Placements::apply_difference(old_places, new_places, feeds);
  settle();
  mark_redefined(before);
  directory_dirty = true;
}

void Catalog::State::settle() {
  feeds.settle();
  for (const TopicId topic : topics.settle_names()) {
    renamed.push_back(topic);
    if (!feeds.empty(topic)) directory_dirty = true;
  }
  if (feeds.take_resized()) directory_dirty = true;
}

void Catalog::State::take_due_updates() {
  for (const Slot slot : updates.take_due(now)) {
    update_times.erase(slot);
    if (duplicates.shows(slot)) mark_feeds_rendering(slot);
  }
}

/// Marks the feeds in which the entry of a shown article is rendered.
void Catalog::State::mark_feeds_rendering(Slot shown) {
  std::vector<TopicId> tags;
  append_topics(duplicates.entry_of(shown), store, topics, max_topics, tags);
  const auto mark = [&](TopicId feed) {
    if (!feeds.marked(feed) && feeds.renders(feed, shown)) feeds.mark(feed);
  };
  mark(all_topics);
  for (const TopicId tag : tags) {
    mark(tag);
    for (const TopicId ancestor : topics.ancestors(tag)) mark(ancestor);
  }
}

void Catalog::State::mark_feeds_naming(TopicId topic) {
  feeds.mark(topic);
  for (const Slot slot : feeds.slots(topic)) mark_feeds_rendering(slot);
}

/// Marks the feeds of which the taxonomy says something else than before.
void Catalog::State::mark_redefined(const Taxonomy& before) {
  for (TopicId topic = all_topics + 1; topic < topics.bound(); ++topic) {
    if (feeds.empty(topic)) continue;
    const auto old = before.topics.find(topics.slug(topic));
    const TopicDefinition* defined = topics.definition(topic);
    const bool was_defined = old != before.topics.end();
    if (was_defined != (defined != nullptr) ||
        (was_defined && (old->second != *defined || TopicTable::meaning(old->second.parent, before) !=
                                                        topics.meaning(defined->parent)))) {
      feeds.mark(topic);
    }
  }
}

TopicSummary Catalog::State::summary(TopicId topic) const {
  TopicSummary summary{topics.slug(topic), topics.name(topic), {}, {}, feeds.slots(topic).size()};
  if (const TopicDefinition* defined = topics.definition(topic)) {
    summary.description = defined->description;
    summary.parent = topics.meaning(defined->parent);
  }
  return summary;
}

std::optional<TopicId> Catalog::State::find_feed(std::string_view slug) const {
  if (slug == topics.slug(all_topics)) return all_topics;
  const auto topic = topics.find(slug);
  return topic && !feeds.empty(*topic) ? topic : std::nullopt;
}

}  // namespace feed_exporter
