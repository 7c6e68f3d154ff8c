// SPDX-License-Identifier: MIT
#include "daemon/catalog/catalog.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "daemon/catalog/catalog_state.hpp"
#include "exporters/topic_order.hpp"

namespace feed_exporter {
namespace {

constexpr auto key_of = [](const auto& topic) { return TopicKey{topic.name, topic.slug}; };

}  // namespace

Catalog::Catalog(const FeedSettings& settings, std::size_t max_topics)
    : state_(std::make_unique<State>(settings, max_topics)) {}

Catalog::~Catalog() = default;

void Catalog::apply(std::vector<ArticleChange> changes) {
  State& state = *state_;
  std::vector<Slot> removed;
  std::vector<Slot> added;
  bool twice = false;
  const auto unbind = [&](Slot slot) {
    twice = twice || state.is_new[slot];
    state.store.unbind(slot);
    removed.push_back(slot);
  };
  for (ArticleChange& change : changes) {
    const auto old = state.store.find(change.path);
    if (!change.article) {
      if (old) unbind(*old);
      continue;
    }
    const PackedArticle article = state.pack(*change.article);
    const auto updated = change.article->entry.updated;
    change.article.reset();
    if (old && state.store.expanded(*old) == article) {
      state.let_go(article);
      continue;
    }
    const Slot slot = state.take_in(article, updated);
    if (old) unbind(*old);
    state.store.bind(slot);
    state.is_new[slot] = true;
    added.push_back(slot);
  }
  for (const Slot slot : added) state.is_new[slot] = false;
  // Of a path that came several times only the last article counts.
  if (twice) {
    std::erase_if(added, [&](Slot slot) { return state.store.find(state.store[slot].path()) != slot; });
  }
  state.exchange(removed, added);
  for (const Slot slot : removed) state.drop(slot);
}

void Catalog::set_taxonomy(Taxonomy taxonomy) {
  if (taxonomy != state_->topics.taxonomy()) state_->redefine(std::move(taxonomy));
}

void Catalog::advance(std::chrono::sys_seconds now) {
  State& state = *state_;
  if (now <= state.now) return;
  state.now = now;
  const std::vector<Slot> due = state.schedule.take_due(now);
  if (!due.empty()) state.exchange({}, due);
  state.take_due_updates();
}

std::optional<std::chrono::sys_seconds> Catalog::next_due() const {
  const auto published = state_->schedule.next_due();
  const auto updated = state_->updates.next_due();
  return published && (!updated || *published < *updated) ? published : updated;
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
  std::ranges::sort(summaries, stands_before, key_of);
  return summaries;
}

std::optional<TopicSummary> Catalog::topic(std::string_view slug) const {
  const auto topic = state_->find_feed(slug);
  return topic && *topic != all_topics ? std::optional(state_->summary(*topic)) : std::nullopt;
}

std::vector<TopicGroup> Catalog::groups() const {
  const State& state = *state_;
  std::map<std::string, TopicGroup, std::less<>> found;
  for (TopicId topic = all_topics + 1; topic < state.topics.bound(); ++topic) {
    if (state.feeds.empty(topic)) continue;
    std::string parent = state.summary(topic).parent;
    // Who is above a topic with articles, or above a group that was found, is found from there.
    while (!state.find_feed(parent) && !found.contains(parent)) {
      const auto defined = state.topics.taxonomy().topics.find(parent);
      if (defined == state.topics.taxonomy().topics.end()) break;
      const TopicDefinition& definition = defined->second;
      TopicGroup& group = found[parent];
      group = {parent, definition.name.empty() ? parent : definition.name,
               state.topics.meaning(definition.parent)};
      parent = group.parent;
    }
  }
  std::vector<TopicGroup> groups;
  for (auto& [_, group] : found) groups.push_back(std::move(group));
  std::ranges::sort(groups, stands_before, key_of);
  return groups;
}

std::map<std::string, std::string> Catalog::aliases() const {
  const State& state = *state_;
  std::map<std::string, std::string> aliases = state.topics.taxonomy().aliases;
  std::erase_if(aliases, [&](const auto& alias) {
    return state.topics.meaning(alias.first) != alias.second || !state.find_feed(alias.second);
  });
  return aliases;
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
    Entry& entry = entries.emplace_back(state.store.expanded(*slot).entry(state.store.pool()));
    if (entry.updated > state.now) entry.updated.reset();
    tags.clear();
    append_topics(state.duplicates.entry_of(*slot), state.store, state.topics, state.max_topics, tags);
    for (const TopicId tag : tags) entry.topics.push_back({state.topics.slug(tag), state.topics.name(tag)});
  }
  return entries;
}

std::size_t Catalog::count_replaceable(const std::vector<std::string>& paths) const {
  const State& state = *state_;
  std::vector<Slot> slots;
  for (const std::string& path : paths) {
    const auto slot = state.store.find(path);
    if (slot && state.standings[*slot] == Standing::visible) slots.push_back(*slot);
  }
  return state.duplicates.count_replaceable(slots);
}

std::size_t Catalog::size() const {
  return state_->feeds.slots(all_topics).size();
}

bool Catalog::contains(std::string_view path) const {
  return state_->store.find(path).has_value();
}

std::optional<Article> Catalog::article(std::string_view path) const {
  const auto slot = state_->store.find(path);
  if (!slot) return std::nullopt;
  const PackedArticle packed = state_->store.expanded(*slot);
  Article article;
  article.path = packed.path();
  article.unpublished = packed.unpublished();
  article.withdrawn = packed.withdrawn();
  article.duplicate_key = packed.duplicate_key(state_->store.pool());
  for (const SpellingId spelling : packed.spellings()) {
    article.topics.push_back(state_->topics.text(spelling));
  }
  article.entry = packed.entry(state_->store.pool());
  return article;
}

std::size_t Catalog::content_bytes() const {
  return state_->store.bytes();
}

std::size_t Catalog::body_bytes() const {
  return state_->store.body_bytes();
}

std::vector<Problem> Catalog::problems() const {
  const State& state = *state_;
  std::vector<Problem> problems = state.duplicates.problems();
  std::vector<TopicId> tags;
  for (const Slot shown : state.duplicates.merged()) {
    tags.clear();
    if (append_topics(state.duplicates.entry_of(shown), state.store, state.topics, state.max_topics, tags))
      continue;
    Problem& problem = problems.emplace_back();
    problem.path = state.store[shown].path();
    problem.line = 1;
    problem.severity = Severity::warning;
    problem.rule = "too-many-topics";
    problem.message = "only the first " + std::to_string(state.max_topics) +
                      " topics of it and its duplicates count ([seeds] max_topics)";
  }
  std::ranges::sort(problems, {}, &Problem::path);
  return problems;
}

}  // namespace feed_exporter
