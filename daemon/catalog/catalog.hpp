// SPDX-License-Identifier: MIT
// All articles by topic, newest first, each once: the state that batches of changes are applied to. Pure: no
// clock, no disk. Owned by the rebuild thread; what readers see is the immutable Snapshot made from it.
//
// The cost of a change grows with the change and not with the catalog, but for a shift of small numbers in
// the lists of the topics it touches. Articles are kept packed: one allocation each. Large loads are best
// applied in portions of some thousand, after `advance`: an article is let go as soon as it is packed.
// `entries`, `topic`, `topics` and `article` may be called by several threads while nothing changes.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/article.hpp"
#include "daemon/content/taxonomy.hpp"
#include "exporters/entry.hpp"

namespace feed_exporter {

/// A path and what stands there now; no article: it is gone, or left out.
struct ArticleChange {
  std::string path;
  std::optional<Article> article;
};

/// A topic that has at least one visible article.
struct TopicSummary {
  std::string slug;
  std::string name;
  std::string description;
  /// Slug of the parent, or empty; only of a topic of the taxonomy.
  std::string parent;
  std::size_t articles = 0;
};

/// A topic of the taxonomy that has no visible article, but topics below it that have.
struct TopicGroup {
  std::string slug;
  std::string name;
  /// Slug of the parent, or empty.
  std::string parent;
};

class Catalog {
 public:
  /// `max_topics` of an entry, whose duplicates bring theirs too.
  explicit Catalog(const FeedSettings& settings, std::size_t max_topics = SeedSettings{}.max_topics);
  ~Catalog();
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  /// Applies changes. An article equal to the one that stands there changes nothing.
  void apply(std::vector<ArticleChange> changes);
  void set_taxonomy(Taxonomy taxonomy);
  /// Lets everything due up to `now` appear, articles and updates of them. An earlier `now` than before is
  /// ignored.
  void advance(std::chrono::sys_seconds now);
  /// When the next article, or an update of one, is due, if any.
  std::optional<std::chrono::sys_seconds> next_due() const;

  /// Slugs of the feeds (`all` among them) whose documents may differ since the last call, sorted; one that
  /// is not in `topics()` any more has vanished. A superset of those that do differ, and close to it.
  std::vector<std::string> take_dirty();
  /// Whether names, counts or the set of topics may have changed since the last call.
  bool take_directory_dirty();

  /// All topics with a visible article, in the order of `stands_before`; without `all`.
  std::vector<TopicSummary> topics() const;
  std::optional<TopicSummary> topic(std::string_view slug) const;
  /// What holds topics together beside themselves, in the same order.
  std::vector<TopicGroup> groups() const;
  /// The aliases (slug -> slug) of the taxonomy whose topic is in `topics()`.
  std::map<std::string, std::string> aliases() const;

  /// The newest `limit` entries of a feed (`all` for everything), newest first, ties by id, topics named,
  /// without an update that is yet to come.
  std::vector<Entry> entries(std::string_view slug, std::size_t limit) const;

  /// Of the articles of these paths (sorted), how many are no loss without them: another visible article has
  /// the same id or the same duplicate key.
  std::size_t count_replaceable(const std::vector<std::string>& paths) const;

  /// Entries of the feed of everything: visible articles, duplicates once.
  std::size_t size() const;
  bool contains(std::string_view path) const;
  /// The article that is kept of a path, if any, as it was applied (topics that have no slug left out).
  std::optional<Article> article(std::string_view path) const;
  /// Bytes of packed articles, and of bodies among them, compressed as they are.
  std::size_t content_bytes() const;
  std::size_t body_bytes() const;

  /// Warnings about articles with one id or one original URL, naming both files, and about the entries that
  /// get too many topics of them, sorted by path.
  std::vector<Problem> problems() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace feed_exporter
