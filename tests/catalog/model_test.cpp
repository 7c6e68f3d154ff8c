// SPDX-License-Identifier: MIT
// Random histories: after each batch the catalog shows what the model shows, and said which feeds differ.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <iterator>
#include <random>
#include <set>

#include "daemon/content/slug.hpp"
#include "tests/catalog/articles.hpp"
#include "tests/catalog/model.hpp"

namespace feed_exporter {

// Boost.Test's own comparison of vectors wants a way to print; the equality is all that is needed here.
static bool operator==(const TopicSummary& a, const TopicSummary& b) {
  return a.slug == b.slug && a.name == b.name && a.description == b.description && a.parent == b.parent &&
         a.articles == b.articles;
}

namespace {

const std::vector<std::string> spellings = {"AI",
                                            "ai",
                                            "Ai",
                                            "A I",
                                            "a-i",
                                            "C++",
                                            "c++",
                                            "C#",
                                            "Machine Learning",
                                            "machine learning",
                                            "ML",
                                            "Künstliche Intelligenz",
                                            "Robots",
                                            "robots",
                                            "ROBOTS",
                                            "News",
                                            "Data",
                                            "data",
                                            "All",
                                            "Deep Learning"};

class History {
 public:
  explicit History(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool once_in(std::size_t times) { return below(times) == 0; }

  std::string path() {
    static constexpr const char* folders[] = {"", "_news/", "_learning/videos/"};
    return folders[below(3)] + ("a" + std::to_string(below(25))) + ".md";
  }

  Article article(const std::string& path) {
    Article article = make_article(path, static_cast<int>(below(40)), {});
    std::set<std::string> slugs;
    for (std::size_t count = below(5); count > 0; --count) {
      const std::string& topic = spellings[below(spellings.size())];
      if (slugs.insert(make_slug(topic)).second) article.topics.push_back(topic);
    }
    article.entry.title = "title " + std::to_string(below(3));
    article.withdrawn = once_in(20);
    article.unpublished = once_in(6);
    if (once_in(5)) article.entry.id = "urn:same/" + std::to_string(below(4));
    if (once_in(8)) article.duplicate_key.clear();
    if (once_in(2)) article.duplicate_key = "https://example.org/shared/" + std::to_string(below(8));
    if (once_in(10)) article.entry.content_html = std::string(600 + below(3), 'x');
    if (once_in(4)) article.entry.provider.name = "provider " + std::to_string(below(3));
    if (once_in(2)) article.entry.updated = update(article);
    return article;
  }

  std::chrono::sys_seconds update(const Article& article) {
    return article.entry.published + std::chrono::seconds(below(30));
  }

  Taxonomy taxonomy() {
    static const std::vector<std::string> slugs = {"ai", "machine-learning", "robots", "deep-learning",
                                                   "empty"};
    Taxonomy taxonomy;
    for (std::size_t i = 0; i < slugs.size(); ++i) {
      if (once_in(3)) continue;
      TopicDefinition& topic = taxonomy.topics[slugs[i]];
      topic.slug = slugs[i];
      if (!once_in(3)) topic.name = "Name " + std::to_string(below(2)) + slugs[i];
      topic.description = once_in(2) ? "" : "about " + std::to_string(below(2));
      if (i > 0 && once_in(2)) topic.parent = slugs[below(i)];
    }
    if (once_in(2)) taxonomy.aliases["ml"] = "machine-learning";
    if (once_in(2)) taxonomy.aliases["kunst"] = "nothing";
    if (once_in(3)) taxonomy.aliases["data"] = once_in(2) ? "ai" : "information";
    if (once_in(4)) taxonomy.aliases["robots"] = "ai";
    return taxonomy;
  }

  std::vector<ArticleChange> changes(const Model& model) {
    std::vector<ArticleChange> changes;
    for (std::size_t count = once_in(4) ? below(30) : 1; count > 0; --count) {
      const std::string path = this->path();
      const auto old = model.articles.find(path);
      if (old != model.articles.end() && once_in(4)) {
        changes.push_back({path, std::nullopt});
      } else if (old != model.articles.end() && once_in(2)) {
        Article edited = old->second;
        const std::size_t kind = below(5);
        if (kind == 0) edited.entry.title += "!";
        if (kind == 1) edited.entry.published = at(static_cast<int>(below(40)));
        if (kind == 2) edited.topics = article(path).topics;
        if (kind == 3) edited.entry.updated = update(edited);
        changes.push_back({path, edited});
      } else {
        changes.push_back({path, article(path)});
      }
    }
    return changes;
  }

 private:
  std::mt19937 random_;
};

/// What a document of a feed is made of.
struct Rendered {
  std::string name;
  std::string description;
  std::string parent;
  std::vector<Entry> entries;
  bool operator==(const Rendered&) const = default;
};

std::map<std::string, Rendered> rendered_feeds(const CatalogView& view, std::size_t items) {
  std::map<std::string, Rendered> rendered;
  for (const auto& [slug, entries] : view.feeds) {
    auto end = entries.begin() + static_cast<std::ptrdiff_t>(std::min(items, entries.size()));
    rendered[slug].entries.assign(entries.begin(), end);
  }
  for (const TopicSummary& topic : view.topics) {
    Rendered& feed = rendered[topic.slug];
    feed.name = topic.name;
    feed.description = topic.description;
    feed.parent = topic.parent;
  }
  return rendered;
}

/// The feeds that differ.
std::set<std::string> differing(const std::map<std::string, Rendered>& before,
                                const std::map<std::string, Rendered>& after) {
  std::set<std::string> slugs;
  for (const auto& [slug, feed] : before) {
    if (!after.contains(slug) || after.at(slug) != feed) slugs.insert(slug);
  }
  for (const auto& [slug, feed] : after) {
    if (!before.contains(slug)) slugs.insert(slug);
  }
  return slugs;
}

void check_same(const Catalog& catalog, const CatalogView& expected) {
  BOOST_TEST((catalog.topics() == expected.topics));
  for (const auto& [slug, entries] : expected.feeds) {
    BOOST_TEST((catalog.entries(slug, 1'000'000) == entries), "entries of " << slug);
    BOOST_TEST((catalog.entries(slug, 2) ==
                std::vector(entries.begin(),
                            entries.begin() + static_cast<std::ptrdiff_t>(std::min(entries.size(), 2UL)))));
  }
  for (const std::string& spelling : spellings) {
    const std::string slug = make_slug(spelling);
    if (!expected.feeds.contains(slug)) BOOST_TEST(catalog.entries(slug, 10).empty());
    BOOST_TEST(catalog.topic(slug).has_value() == expected.feeds.contains(slug));
  }
  BOOST_TEST((catalog.problems() == expected.problems));
  BOOST_TEST((catalog.aliases() == expected.aliases));
  BOOST_TEST(catalog.size() == (expected.feeds.contains("all") ? expected.feeds.at("all").size() : 0));
}

/// A catalog that got everything at once, in another order.
void check_history_is_forgotten(const Catalog& catalog, const Model& model) {
  Catalog fresh(model.settings, model.max_topics);
  std::vector<ArticleChange> changes;
  for (auto it = model.articles.rbegin(); it != model.articles.rend(); ++it) {
    changes.push_back({it->first, it->second});
  }
  fresh.apply(std::move(changes));
  fresh.advance(model.now);
  fresh.set_taxonomy(model.taxonomy);
  BOOST_TEST((fresh.topics() == catalog.topics()));
  BOOST_TEST((fresh.problems() == catalog.problems()));
  BOOST_TEST((fresh.entries("all", 1'000'000) == catalog.entries("all", 1'000'000)));
  BOOST_TEST((fresh.next_due() == catalog.next_due()));
}

struct Counts {
  std::size_t named = 0;
  std::size_t differed = 0;
};

/// One history from an empty catalog; adds up how many feeds were named dirty and how many differed.
void run_history(std::uint32_t seed, const FeedSettings& settings, std::size_t batches, Counts& counts) {
  BOOST_TEST_CONTEXT("seed " << seed << " items " << settings.items << " roll_up " << settings.roll_up
                             << " include_unpublished " << settings.include_unpublished) {
    History history(seed);
    Model model;
    model.settings = settings;
    if (seed % 2 == 0) model.max_topics = 5;
    Catalog catalog(settings, model.max_topics);
    CatalogView before = model.view();
    int now = 0;
    for (std::size_t batch = 0; batch < batches; ++batch) {
      BOOST_TEST_CONTEXT("batch " << batch) {
        for (std::size_t steps = 1 + history.below(2); steps > 0; --steps) {
          if (history.once_in(8)) {
            now += static_cast<int>(history.below(6)) - 1;
            model.now = std::max(model.now, at(now));
            catalog.advance(at(now));
          } else if (history.once_in(10)) {
            model.taxonomy = history.taxonomy();
            catalog.set_taxonomy(model.taxonomy);
          } else {
            auto changes = history.changes(model);
            for (const ArticleChange& change : changes) {
              if (change.article) {
                model.articles[change.path] = *change.article;
              } else {
                model.articles.erase(change.path);
              }
            }
            catalog.apply(std::move(changes));
          }
        }
        CatalogView after = model.view();
        check_same(catalog, after);
        const auto dirty = catalog.take_dirty();
        BOOST_TEST(std::is_sorted(dirty.begin(), dirty.end()));
        const auto differ =
            differing(rendered_feeds(before, settings.items), rendered_feeds(after, settings.items));
        BOOST_TEST(std::includes(dirty.begin(), dirty.end(), differ.begin(), differ.end()));
        if (before.topics != after.topics) BOOST_TEST(catalog.take_directory_dirty());
        counts.named += dirty.size();
        counts.differed += differ.size();
        if (batch % 16 == 0) check_history_is_forgotten(catalog, model);
        before = std::move(after);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE(catalog_model)

BOOST_AUTO_TEST_CASE(shows_after_any_history_what_the_articles_alone_say) {
  Counts counts;
  std::uint32_t seed = 1;
  for (const std::size_t items : {1U, 2U, 5U, 50U}) {
    for (const bool roll_up : {false, true}) {
      for (const bool include_unpublished : {false, true}) {
        FeedSettings settings;
        settings.items = items;
        settings.roll_up = roll_up;
        settings.include_unpublished = include_unpublished;
        run_history(seed++, settings, 160, counts);
      }
    }
  }
  BOOST_TEST_MESSAGE("feeds that differed: " << counts.differed << ", named dirty: " << counts.named);
  // Close to what is needed: an article that changed twice, or back, within a batch may be named in vain.
  BOOST_TEST(counts.named <= counts.differed + counts.differed / 20);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
