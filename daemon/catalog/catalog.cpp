// SPDX-License-Identifier: MIT
#include "daemon/catalog/catalog.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "daemon/catalog/article_store.hpp"
#include "daemon/catalog/duplicates.hpp"
#include "daemon/catalog/feed_index.hpp"
#include "daemon/catalog/placement.hpp"
#include "daemon/catalog/schedule.hpp"
#include "daemon/catalog/topic_table.hpp"

namespace feed_exporter {
namespace {

/// Why an article is in the feeds or not.
enum class Standing : std::uint8_t { hidden, scheduled, visible };

}  // namespace

struct Catalog::State {
  explicit State(const FeedSettings& settings)
      : include_unpublished(settings.include_unpublished),
        topics(settings.roll_up),
        duplicates(store),
        feeds(store, settings.items) {}

  Slot take_in(const Article& article);
  void drop(Slot slot);
  Standing standing_of(const PackedArticle& article) const;
  std::vector<Slot> group_of(Slot slot) const;
  void note_once(Placements& placements, std::vector<Slot> group);
  void forget_noted();
  void leave(Slot slot);
  void enter(Slot slot);
  void exchange(std::span<const Slot> removed, std::span<const Slot> added);
  void settle();
  void mark_feeds_naming(TopicId topic);
  void mark_redefined(const Taxonomy& before);
  TopicSummary summary(TopicId topic) const;
  std::optional<TopicId> find_feed(std::string_view slug) const;

  const bool include_unpublished;
  std::chrono::sys_seconds now = std::chrono::sys_seconds::min();
  ArticleStore store;
  TopicTable topics;
  Duplicates duplicates;
  Schedule schedule;
  FeedIndex feeds;
  std::vector<Standing> standings;  // by slot
  std::vector<bool> noted;          // by slot; within one change
  std::vector<Slot> noted_slots;
  /// What topics with articles were called at the last `take_dirty`, and those that may have a new name.
  std::unordered_map<TopicId, std::string> called;
  std::vector<TopicId> renamed;
  bool directory_dirty = false;
  /// The taxonomy as it is shown: with the aliases whose topic has articles.
  Taxonomy shown_taxonomy;
  bool taxonomy_stale = false;
};

Slot Catalog::State::take_in(const Article& article) {
  std::vector<SpellingId> spellings;
  for (const std::string& topic : article.topics) {
    if (const auto spelling = topics.acquire(topic)) spellings.push_back(*spelling);
  }
  const Slot slot = store.add(PackedArticle(article, spellings, store.pool()));
  if (slot >= standings.size()) {
    standings.resize(slot + 1);
    noted.resize(slot + 1);
  }
  standings[slot] = Standing::hidden;
  return slot;
}

void Catalog::State::drop(Slot slot) {
  for (const SpellingId spelling : store[slot].spellings()) topics.release(spelling);
  store.remove(slot);
}

Standing Catalog::State::standing_of(const PackedArticle& article) const {
  if (article.withdrawn() || (article.unpublished() && !include_unpublished)) return Standing::hidden;
  return article.published() <= now ? Standing::visible : Standing::scheduled;
}

/// All visible articles that make one entry with this visible one, the one that is shown first.
std::vector<Slot> Catalog::State::group_of(Slot slot) const {
  const std::string_view key = store[slot].duplicate_key();
  return key.empty() ? std::vector<Slot>{slot} : duplicates.with_key(key);
}

void Catalog::State::note_once(Placements& placements, std::vector<Slot> group) {
  if (group.empty() || noted[group.front()]) return;
  noted[group.front()] = true;
  noted_slots.push_back(group.front());
  placements.note(group);
}

void Catalog::State::forget_noted() {
  for (const Slot slot : noted_slots) noted[slot] = false;
  noted_slots.clear();
}

void Catalog::State::leave(Slot slot) {
  const PackedArticle& article = store[slot];
  if (standings[slot] == Standing::scheduled) schedule.remove(article.published(), slot);
  if (standings[slot] != Standing::visible) return;
  duplicates.remove(slot);
  for (const SpellingId spelling : article.spellings()) topics.hide(spelling);
}

void Catalog::State::enter(Slot slot) {
  const PackedArticle& article = store[slot];
  standings[slot] = standing_of(article);
  if (standings[slot] == Standing::scheduled) schedule.add(article.published(), slot);
  if (standings[slot] != Standing::visible) return;
  duplicates.add(slot);
  for (const SpellingId spelling : article.spellings()) topics.show(spelling);
}

/// Takes articles out of the feeds and puts others in. Only entries that these are a part of are looked at.
void Catalog::State::exchange(std::span<const Slot> removed, std::span<const Slot> added) {
  Placements before(store, topics);
  Placements after(store, topics);
  for (const Slot slot : removed) {
    if (standings[slot] == Standing::visible) note_once(before, group_of(slot));
  }
  for (const Slot slot : added) {
    if (standing_of(store[slot]) == Standing::visible) {
      note_once(before, duplicates.with_key(store[slot].duplicate_key()));
    }
  }
  forget_noted();

  for (const Slot slot : removed) leave(slot);
  for (const Slot slot : added) enter(slot);

  for (const Slot slot : removed) {
    if (standings[slot] == Standing::visible) {
      note_once(after, duplicates.with_key(store[slot].duplicate_key()));
    }
  }
  for (const Slot slot : added) {
    if (standings[slot] == Standing::visible) note_once(after, group_of(slot));
  }
  forget_noted();
  Placements::apply_difference(before, after, feeds);
  settle();
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

/// Marks the feeds in which an entry with this topic is rendered.
void Catalog::State::mark_feeds_naming(TopicId topic) {
  std::vector<TopicId> tags;
  feeds.mark(topic);
  for (const Slot slot : feeds.slots(topic)) {
    tags.clear();
    append_topics(group_of(slot), store, topics, tags);
    const auto mark = [&](TopicId feed) {
      if (!feeds.marked(feed) && feeds.renders(feed, slot)) feeds.mark(feed);
    };
    mark(all_topics);
    for (const TopicId tag : tags) {
      mark(tag);
      for (const TopicId ancestor : topics.ancestors(tag)) mark(ancestor);
    }
  }
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

Catalog::Catalog(const FeedSettings& settings) : state_(std::make_unique<State>(settings)) {}

Catalog::~Catalog() = default;

void Catalog::apply(std::vector<ArticleChange> changes) {
  State& state = *state_;
  std::vector<Slot> removed;
  std::vector<Slot> added;
  bool twice = false;
  const auto unbind = [&](Slot slot) {
    twice = twice || state.noted[slot];
    state.store.unbind(slot);
    removed.push_back(slot);
  };
  for (ArticleChange& change : changes) {
    const auto old = state.store.find(change.path);
    if (!change.article) {
      if (old) unbind(*old);
      continue;
    }
    const Slot slot = state.take_in(*change.article);
    change.article.reset();
    if (old && state.store[*old] == state.store[slot]) {
      state.drop(slot);
      continue;
    }
    if (old) unbind(*old);
    state.store.bind(slot);
    state.noted[slot] = true;
    added.push_back(slot);
  }
  for (const Slot slot : added) state.noted[slot] = false;
  // Of a path that came several times only the last article counts.
  if (twice) {
    std::erase_if(added, [&](Slot slot) { return state.store.find(state.store[slot].path()) != slot; });
  }
  state.exchange(removed, added);
  for (const Slot slot : removed) state.drop(slot);
}

void Catalog::set_taxonomy(Taxonomy taxonomy) {
  State& state = *state_;
  const Taxonomy before = state.topics.taxonomy();
  if (taxonomy == before) return;
  std::vector<Slot> displaced;
  for (const TopicId topic : state.topics.displaced_by(taxonomy)) {
    const auto slots = state.feeds.slots(topic);
    displaced.insert(displaced.end(), slots.begin(), slots.end());
  }
  Placements old_places(state.store, state.topics);
  for (const Slot slot : displaced) state.note_once(old_places, state.group_of(slot));
  state.forget_noted();

  state.topics.set_taxonomy(std::move(taxonomy));

  Placements new_places(state.store, state.topics);
  for (const Slot slot : displaced) state.note_once(new_places, state.group_of(slot));
  state.forget_noted();
  Placements::apply_difference(old_places, new_places, state.feeds);
  state.settle();
  state.mark_redefined(before);
  state.directory_dirty = true;
  state.taxonomy_stale = true;
}

void Catalog::advance(std::chrono::sys_seconds now) {
  State& state = *state_;
  if (now <= state.now) return;
  state.now = now;
  const std::vector<Slot> due = state.schedule.take_due(now);
  if (!due.empty()) state.exchange({}, due);
}

std::optional<std::chrono::sys_seconds> Catalog::next_due() const {
  return state_->schedule.next_due();
}

std::vector<std::string> Catalog::take_dirty() {
  State& state = *state_;
  for (const TopicId topic : state.renamed) {
    const auto called = state.called.find(topic);
    if (called != state.called.end() && called->second != state.topics.name(topic)) {
      state.mark_feeds_naming(topic);
    }
  }
  state.renamed.clear();
  std::vector<std::string> dirty;
  for (const TopicId feed : state.feeds.take_marked()) {
    dirty.push_back(state.topics.slug(feed));
    if (state.feeds.empty(feed)) {
      state.called.erase(feed);
    } else {
      state.called[feed] = state.topics.name(feed);
    }
  }
  std::sort(dirty.begin(), dirty.end());
  state.topics.forget_unused([&](TopicId topic) { return !state.feeds.empty(topic); });
  return dirty;
}

bool Catalog::take_directory_dirty() {
  return std::exchange(state_->directory_dirty, false);
}

std::vector<TopicSummary> Catalog::topics() const {
  std::vector<TopicSummary> summaries;
  for (TopicId topic = all_topics + 1; topic < state_->topics.bound(); ++topic) {
    if (!state_->feeds.empty(topic)) summaries.push_back(state_->summary(topic));
  }
  std::sort(summaries.begin(), summaries.end(), [](const TopicSummary& left, const TopicSummary& right) {
    return std::tie(left.name, left.slug) < std::tie(right.name, right.slug);
  });
  return summaries;
}

std::optional<TopicSummary> Catalog::topic(std::string_view slug) const {
  const auto topic = state_->find_feed(slug);
  return topic && *topic != all_topics ? std::optional(state_->summary(*topic)) : std::nullopt;
}

const Taxonomy& Catalog::taxonomy() const {
  State& state = *state_;
  if (std::exchange(state.taxonomy_stale, false)) {
    state.shown_taxonomy = state.topics.taxonomy();
    std::erase_if(state.shown_taxonomy.aliases, [&](const auto& alias) {
      return state.topics.meaning(alias.first) != alias.second || !state.find_feed(alias.second);
    });
  }
  return state.shown_taxonomy;
}

std::vector<Entry> Catalog::entries(std::string_view slug, std::size_t limit) const {
  const State& state = *state_;
  std::vector<Entry> entries;
  const auto feed = state.find_feed(slug);
  if (!feed) return entries;
  const auto slots = state.feeds.slots(*feed);
  const auto newest = slots.last(std::min(limit, slots.size()));
  entries.reserve(newest.size());
  std::vector<TopicId> tags;
  for (auto slot = newest.rbegin(); slot != newest.rend(); ++slot) {
    Entry& entry = entries.emplace_back(state.store.entry(*slot));
    tags.clear();
    append_topics(state.group_of(*slot), state.store, state.topics, tags);
    for (const TopicId tag : tags) entry.topics.push_back({state.topics.slug(tag), state.topics.name(tag)});
  }
  return entries;
}

std::size_t Catalog::size() const {
  return state_->feeds.slots(all_topics).size();
}

std::size_t Catalog::kept() const {
  return state_->store.size();
}

bool Catalog::contains(std::string_view path) const {
  return state_->store.find(path).has_value();
}

std::optional<Article> Catalog::article(std::string_view path) const {
  const auto slot = state_->store.find(path);
  if (!slot) return std::nullopt;
  const PackedArticle& packed = state_->store[*slot];
  Article article;
  article.path = packed.path();
  article.unpublished = packed.unpublished();
  article.withdrawn = packed.withdrawn();
  article.duplicate_key = packed.duplicate_key();
  for (const SpellingId spelling : packed.spellings()) {
    article.topics.push_back(state_->topics.text(spelling));
  }
  article.entry = state_->store.entry(*slot);
  return article;
}

std::size_t Catalog::content_bytes() const {
  return state_->store.bytes();
}

std::size_t Catalog::body_bytes() const {
  return state_->store.body_bytes();
}

std::vector<Problem> Catalog::problems() const {
  return state_->duplicates.problems();
}

}  // namespace feed_exporter
