// SPDX-License-Identifier: MIT
// What the catalog costs: bytes an article, a first load, one change among many articles.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "daemon/catalog/catalog.hpp"

namespace feed_exporter {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr int first_date = 1'500'000'000;
constexpr int last_date = 1'750'000'000;

/// Articles as real trees have them: title 60 bytes, excerpt 250, URLs 90, none to 5 related, some bodies,
/// 36 % unpublished, 200 topics with a long tail.
class Articles {
 public:
  Article make(std::size_t number) {
    Article article;
    const std::string name = words(55, '-') + std::to_string(number);
    article.path = "_news/2021-05-11-" + name + ".md";
    article.unpublished = below(100) < 36;
    for (std::size_t count = 1 + below(3); count > 0; --count) {
      const std::string topic = "Topic " + std::to_string(long_tail(200));
      if (std::find(article.topics.begin(), article.topics.end(), topic) == article.topics.end()) {
        article.topics.push_back(topic);
      }
    }
    Entry& entry = article.entry;
    entry.id = "tag:example.org,2026:_news/2021-05-11-" + name;
    entry.title = words(60, ' ');
    const std::string site = "site" + std::to_string(long_tail(2000)) + ".example.org";
    entry.url = "https://" + site + "/2021/05/11/" + name + "/";
    article.duplicate_key = entry.url;
    entry.published = sys_seconds(seconds(first_date + static_cast<int>(below(last_date - first_date))));
    entry.summary = words(250, ' ');
    entry.category = "news";
    entry.type = "article";
    entry.provider = {
        "Provider of " + site, site, {{"https://example.org/images/" + site + ".jpg", 50, 50, "", ""}}};
    entry.images = {{"https://" + site + "/" + words(60, '-') + ".jpg", 1200, 800, "", ""}};
    for (std::size_t count = below(6); count > 0; --count) {
      entry.related.push_back({"https://example.org/" + words(70, '-'), words(60, ' ')});
    }
    entry.quality = static_cast<std::int64_t>(below(100));
    if (below(12) == 0) entry.content_html = "<p>" + words(400 + below(4000), ' ') + "</p>";
    return article;
  }

  std::vector<ArticleChange> make_all(std::size_t count) {
    std::vector<ArticleChange> changes;
    for (std::size_t i = 0; i < count; ++i) {
      Article article = make(i);
      std::string path = article.path;
      changes.push_back({std::move(path), std::move(article)});
    }
    return changes;
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  /// Small numbers are frequent.
  std::size_t long_tail(std::size_t bound) {
    const double fraction = static_cast<double>(below(1'000'000)) / 1e6;
    return static_cast<std::size_t>(std::pow(static_cast<double>(bound), fraction)) - 1;
  }

  std::string words(std::size_t length, char between) {
    std::string text;
    while (text.size() < length) {
      if (!text.empty()) text += between;
      text += vocabulary_[below(vocabulary_.size())];
    }
    text.resize(length);
    return text;
  }

  std::vector<std::string> make_vocabulary() {
    std::vector<std::string> words(2'000);
    for (std::string& word : words) {
      for (std::size_t letters = 2 + below(9); letters > 0; --letters)
        word += static_cast<char>('a' + below(26));
    }
    return words;
  }

  std::mt19937 random_{1};
  std::vector<std::string> vocabulary_ = make_vocabulary();
};

std::size_t heap_bytes() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

std::unique_ptr<Catalog> load(std::vector<ArticleChange> changes) {
  auto catalog = std::make_unique<Catalog>(FeedSettings{});
  catalog->advance(sys_seconds(seconds(last_date)));
  catalog->apply(std::move(changes));
  catalog->take_dirty();
  return catalog;
}

/// One call with all articles; the counters say what they take afterwards.
void first_load(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto changes = Articles().make_all(count);
  const auto each = [count](std::size_t bytes) {
    return static_cast<double>(bytes) / static_cast<double>(count);
  };
  for (auto _ : state) {
    state.PauseTiming();
    const std::size_t before = heap_bytes();
    auto copy = changes;
    state.ResumeTiming();
    auto catalog = load(std::move(copy));
    state.PauseTiming();
    state.counters["heap_bytes_each"] = each(heap_bytes() - before);
    state.counters["packed_bytes_each"] = each(catalog->content_bytes());
    state.counters["of_it_bodies"] = each(catalog->body_bytes());
    catalog.reset();
    state.ResumeTiming();
  }
}

/// The worst tree: every article says that it first stood at one and the same URL.
void load_of_duplicates(benchmark::State& state) {
  constexpr std::size_t portion = 1'024;
  const auto changes = [&] {
    auto made = Articles().make_all(static_cast<std::size_t>(state.range(0)));
    for (ArticleChange& change : made) change.article->duplicate_key = "https://example.org/";
    return made;
  }();
  for (auto _ : state) {
    Catalog catalog(FeedSettings{});
    catalog.advance(sys_seconds(seconds(last_date)));
    for (std::size_t first = 0; first < changes.size(); first += portion) {
      const auto begin = changes.begin() + static_cast<std::ptrdiff_t>(first);
      const auto end =
          changes.begin() + static_cast<std::ptrdiff_t>(std::min(first + portion, changes.size()));
      catalog.apply(std::vector<ArticleChange>(begin, end));
    }
    benchmark::DoNotOptimize(catalog.take_dirty());
  }
}

enum Kind { newest_title, any_title, any_date };

/// A change, what it makes dirty, and the entries of the feed of everything.
void one_change(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto kind = static_cast<Kind>(state.range(1));
  Articles articles;
  auto changes = articles.make_all(count);
  for (ArticleChange& change : changes) change.article->unpublished = false;
  const std::size_t sampled = std::min<std::size_t>(count, 1'000);
  if (kind == newest_title) {
    std::sort(changes.begin(), changes.end(), [](const ArticleChange& left, const ArticleChange& right) {
      return left.article->entry.published > right.article->entry.published;
    });
  }
  std::vector<Article> sample;
  for (std::size_t i = 0; i < sampled; ++i)
    sample.push_back(*changes[kind == newest_title ? i % 50 : i].article);
  auto catalog = load(std::move(changes));
  std::size_t i = 0;
  std::size_t dirty = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Article& article = sample[i++ % sampled];
    if (kind == any_date) {
      article.entry.published =
          sys_seconds(seconds(first_date + static_cast<int>(articles.below(last_date - first_date))));
    } else {
      article.entry.title = "edited " + std::to_string(i);
    }
    std::vector<ArticleChange> change;
    change.push_back({article.path, article});
    state.ResumeTiming();
    catalog->apply(std::move(change));
    dirty += catalog->take_dirty().size();
    benchmark::DoNotOptimize(catalog->entries("all", 50));
  }
  state.counters["dirty_feeds"] =
      benchmark::Counter(static_cast<double>(dirty), benchmark::Counter::kAvgIterations);
}

void entries_of_a_feed(benchmark::State& state) {
  const auto catalog = load(Articles().make_all(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(catalog->entries("all", 50));
}

BENCHMARK(first_load)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(load_of_duplicates)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(one_change)
    ->ArgsProduct({{1'000, 10'000, 100'000}, {newest_title, any_title, any_date}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(entries_of_a_feed)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace feed_exporter

BENCHMARK_MAIN();
