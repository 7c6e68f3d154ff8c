// SPDX-License-Identifier: MIT
#include "daemon/catalog/catalog_state.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace feed_exporter {

Catalog::State::State(const FeedSettings& settings)
    : include_unpublished(settings.include_unpublished),
      topics(settings.roll_up),
      ids(store, SameBy::id),
      duplicates(store, SameBy::url),
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
    noted.resize(slot + 1);
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

/// The article that is shown for this visible one: itself, or the one of which it is a duplicate.
Slot Catalog::State::shown_for(Slot slot) const {
  return duplicates.shown_for(slot).value_or(slot);
}

void Catalog::State::note_once(Placements& placements, Slot shown) {
  if (noted[shown]) return;
  noted[shown] = true;
  noted_slots_.push_back(shown);
  placements.note(duplicates.group_of(shown));
}

void Catalog::State::forget_noted() {
  for (const Slot slot : noted_slots_) noted[slot] = false;
  noted_slots_.clear();
}

void Catalog::State::leave(Slot slot) {
  duplicates.remove(slot);
  for (const SpellingId spelling : store[slot].spellings()) topics.hide(spelling);
}

void Catalog::State::enter(Slot slot) {
  duplicates.add(slot);
  for (const SpellingId spelling : store[slot].spellings()) topics.show(spelling);
}

/// Gives each article its standing. Of the visible ones with one id only one counts: which no longer do, and
/// which do now.
Catalog::State::Exchange Catalog::State::settle_ids(std::span<const Slot> removed,
                                                    std::span<const Slot> added) {
  std::vector<Slot> changed;
  for (const Slot slot : removed) {
    if (standings[slot] == Standing::scheduled) schedule.remove(store[slot].published(), slot);
    if (standings[slot] == Standing::visible) changed.push_back(slot);
  }
  const std::size_t going = changed.size();
  for (const Slot slot : added) {
    standings[slot] = standing_of(store[slot]);
    if (standings[slot] == Standing::scheduled) schedule.add(store[slot].published(), slot);
    if (standings[slot] == Standing::visible) changed.push_back(slot);
  }
  const auto shown = [&] {
    std::vector<Slot> slots;
    for (const Slot slot : changed) {
      if (const auto holder = ids.shown_for(slot)) slots.push_back(*holder);
    }
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return slots;
  };
  const std::vector<Slot> before = shown();
  for (std::size_t i = 0; i < changed.size(); ++i) i < going ? ids.remove(changed[i]) : ids.add(changed[i]);
  const std::vector<Slot> after = shown();
  Exchange exchange;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::back_inserter(exchange.leaving));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(exchange.entering));
  return exchange;
}

void Catalog::State::exchange(std::span<const Slot> removed, std::span<const Slot> added) {
  const auto [leaving, entering] = settle_ids(removed, added);
  Placements before(store, topics);
  Placements after(store, topics);
  for (const Slot slot : leaving) note_once(before, shown_for(slot));
  for (const Slot slot : entering) {
    if (const auto shown = duplicates.shown_for(slot)) note_once(before, *shown);
  }
  forget_noted();

  for (const Slot slot : leaving) leave(slot);
  for (const Slot slot : entering) enter(slot);

  for (const Slot slot : leaving) {
    if (const auto shown = duplicates.shown_for(slot)) note_once(after, *shown);
  }
  for (const Slot slot : entering) note_once(after, shown_for(slot));
  forget_noted();
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
  Placements old_places(store, topics);
  for (const Slot slot : displaced) note_once(old_places, slot);
  forget_noted();

  topics.set_taxonomy(std::move(taxonomy));

  Placements new_places(store, topics);
  for (const Slot slot : displaced) note_once(new_places, slot);
  forget_noted();
  Placements::apply_difference(old_places, new_places, feeds);
  settle();
  mark_redefined(before);
  directory_dirty = true;
  taxonomy_stale = true;
}

void Catalog::State::settle() {
  feeds.settle();
  for (const TopicId topic : topics.settle_names()) {
    renamed.push_back(topic);
    if (!feeds.empty(topic)) directory_dirty = true;
  }
  if (feeds.take_resized()) directory_dirty = true;
  if (feeds.take_appeared()) taxonomy_stale = true;
}

void Catalog::State::take_due_updates() {
  for (const Slot slot : updates.take_due(now)) {
    update_times.erase(slot);
    if (ids.shown_for(slot) == slot && shown_for(slot) == slot) mark_feeds_rendering(slot);
  }
}

/// Marks the feeds in which the entry of a shown article is rendered.
void Catalog::State::mark_feeds_rendering(Slot shown) {
  std::vector<TopicId> tags;
  append_topics(duplicates.group_of(shown), store, topics, tags);
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

std::vector<Slot> Catalog::State::entry_of(Slot slot) const {
  std::vector<Slot> slots;
  for (const Slot holder : duplicates.group_of(shown_for(ids.shown_for(slot).value_or(slot)))) {
    std::ranges::copy(ids.group_of(holder), std::back_inserter(slots));
  }
  return slots;
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
