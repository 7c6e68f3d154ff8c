// SPDX-License-Identifier: MIT
// From a changed article to ready bytes, and from a request to an answer: what a feed costs to render and to
// compress, what one change costs among many topics, and what a request costs.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "daemon/catalog/catalog.hpp"
#include "daemon/serve/compress.hpp"
#include "daemon/serve/documents.hpp"
#include "daemon/serve/handler.hpp"
#include "daemon/serve/make_resource.hpp"
#include "daemon/serve/renderer.hpp"
#include "daemon/serve/site_values.hpp"

namespace feed_exporter {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr int first_date = 1'500'000'000;
constexpr sys_seconds last_date{seconds{1'750'000'000}};
const std::string base_url = "https://feeds.example.org";

/// Articles with the lengths of real ones, made of few frequent and many rare words, so that they compress as
/// real ones do.
class Articles {
 public:
  Articles() {
    for (int i = 0; i < 4'000; ++i) {
      std::string word;
      for (std::size_t letters = 2 + below(8); letters > 0; --letters) {
        word += "etaoinshrdlucmfwypvbgkjqxz"[long_tail(26)];
      }
      words_.push_back(std::move(word));
    }
  }

  Article make(std::size_t number, std::size_t topics) {
    Article article;
    const std::string name = text(55, '-') + std::to_string(number);
    article.path = "_news/2021-05-11-" + name + ".md";
    for (std::size_t count = 1 + below(3); count > 0; --count) {
      const std::string topic = "Topic " + std::to_string(long_tail(topics));
      if (std::ranges::find(article.topics, topic) == article.topics.end()) article.topics.push_back(topic);
    }
    Entry& entry = article.entry;
    entry.id = "tag:example.org,2026:_news/2021-05-11-" + name;
    entry.title = text(60, ' ');
    const std::string site = "site" + std::to_string(long_tail(2'000)) + ".example.org";
    entry.url = "https://" + site + "/2021/05/11/" + name + "/";
    entry.published = sys_seconds(seconds(first_date + static_cast<int>(below(250'000'000))));
    entry.summary = text(250, ' ');
    entry.category = "news";
    entry.type = "article";
    entry.provider.name = "Provider of " + site;
    entry.provider.domain = site;
    Image image;
    image.url = "https://" + site + "/" + text(60, '-') + ".jpg";
    image.width = 1'200;
    image.height = 800;
    entry.images.push_back(image);
    for (std::size_t count = below(6); count > 0; --count) {
      entry.related.push_back({"https://example.org/" + text(70, '-'), text(60, ' ')});
    }
    if (below(12) == 0) entry.content_html = "<p>" + text(400 + below(4'000), ' ') + "</p>";
    return article;
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  /// Small numbers are frequent.
  std::size_t long_tail(std::size_t bound) {
    const double fraction = static_cast<double>(below(1'000'000)) / 1e6;
    return static_cast<std::size_t>(std::pow(static_cast<double>(bound), fraction)) - 1;
  }

  std::string text(std::size_t length, char between) {
    std::string text;
    while (text.size() < length) {
      if (!text.empty()) text += between;
      text += words_[long_tail(words_.size())];
    }
    text.resize(length);
    return text;
  }

  std::mt19937 random_{1};
  std::vector<std::string> words_;
};

Feed make_sample_feed() {
  Articles articles;
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < 50; ++i) {
    Article article = articles.make(i, 200);
    for (const std::string& topic : article.topics) article.entry.topics.push_back({topic, topic});
    entries.push_back(std::move(article.entry));
  }
  const Site site = make_site(Settings{}, base_url);
  return make_feed(site, {.slug = "ai", .name = "AI", .description = {}, .parent = {}, .articles = 50},
                   std::move(entries), last_date);
}

/// The documents of a feed that readers subscribe to.
std::vector<Document> subscribable_documents(const Feed& feed) {
  std::vector<Document> documents;
  append_feed_documents(feed, documents);
  std::erase_if(documents, [](const Document& document) { return document.traits.format == "page"; });
  return documents;
}

void compress_atom(benchmark::State& state) {
  const auto coding = static_cast<Coding>(state.range(0));
  const Feed feed = make_sample_feed();
  std::string document;
  subscribable_documents(feed).front().render(document);
  std::size_t size = 0;
  for (auto _ : state) size = compress(coding, document)->size();
  state.SetLabel(std::string(coding_name(coding)));
  state.counters["bytes"] = static_cast<double>(document.size());
  state.counters["coded"] = static_cast<double>(size);
}
BENCHMARK(compress_atom)
    ->Arg(static_cast<int>(Coding::gzip))
    ->Arg(static_cast<int>(Coding::brotli))
    ->Arg(static_cast<int>(Coding::zstd))
    ->Unit(benchmark::kMicrosecond);

/// A feed of 50 entries in its three formats, each in all codings, with validators and header lines.
void render_and_compress_feed(benchmark::State& state) {
  const Feed feed = make_sample_feed();
  std::string bytes;
  std::size_t documents = 0;
  for (auto _ : state) {
    documents = 0;
    for (const Document& document : subscribable_documents(feed)) {
      bytes.clear();
      document.render(bytes);
      benchmark::DoNotOptimize(make_resource(document.traits, bytes, last_date));
      documents += bytes.size();
    }
  }
  state.counters["bytes"] = static_cast<double>(documents);
}
BENCHMARK(render_and_compress_feed)->Unit(benchmark::kMicrosecond);

/// A site of `articles` and `topics`, rendered once.
struct Loaded {
  Loaded(std::size_t articles, std::size_t topics, std::size_t threads)
      : workers(threads), catalog(settings.feeds), renderer(settings, base_url, workers) {
    catalog.advance(last_date);
    std::vector<ArticleChange> changes;
    for (std::size_t i = 0; i < articles; ++i) {
      Article article = made.make(i, topics);
      std::string path = article.path;
      changes.push_back({std::move(path), std::move(article)});
    }
    newest = *std::ranges::max_element(changes, {}, [](const ArticleChange& change) {
                return change.article->entry.published;
              })->article;
    catalog.apply(std::move(changes));
    snapshot = renderer.render(catalog, {}, {true, {}}, now);
  }
  /// The newest article gets another title.
  void change() {
    now += seconds{1};
    newest.entry.title = "Changed " + std::to_string(now.time_since_epoch().count());
    std::vector<ArticleChange> changes;
    changes.push_back({newest.path, newest});
    catalog.apply(std::move(changes));
    if (auto next = renderer.render(catalog, {}, {true, {}}, now)) snapshot = std::move(next);
  }

  Settings settings;
  Articles made;
  WorkerPool workers;
  Catalog catalog;
  Renderer renderer;
  Article newest;
  sys_seconds now = last_date;
  std::shared_ptr<const Snapshot> snapshot;
};

/// One edited article in all its feeds, from the catalog to the snapshot.
void one_change(benchmark::State& state) {
  Loaded loaded(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)),
                static_cast<std::size_t>(state.range(2)));
  for (auto _ : state) loaded.change();
  state.counters["feeds"] = static_cast<double>(loaded.newest.topics.size() + 1);
  state.counters["rendered_MB"] = static_cast<double>(loaded.renderer.rendered_bytes()) / 1e6;
}
BENCHMARK(one_change)
    ->ArgNames({"articles", "topics", "threads"})
    ->Args({1'000, 200, 2})
    ->Args({100'000, 200, 1})
    ->Args({100'000, 200, 2})
    ->Unit(benchmark::kMicrosecond)
    ->UseRealTime();

/// The same until it is served, with the slow codings left to a second rendering.
void one_change_deferring(benchmark::State& state) {
  Loaded loaded(static_cast<std::size_t>(state.range(0)), 200, 2);
  loaded.renderer.set_deferring(true);
  for (auto _ : state) {
    loaded.change();
    state.PauseTiming();
    loaded.renderer.render(loaded.catalog, {}, {true, {}}, loaded.now);
    state.ResumeTiming();
  }
}
BENCHMARK(one_change_deferring)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMicrosecond)->UseRealTime();

void first_rendering(benchmark::State& state) {
  Loaded loaded(static_cast<std::size_t>(state.range(0)), 200, 2);
  for (auto _ : state) {
    Renderer renderer(loaded.settings, base_url, loaded.workers);
    benchmark::DoNotOptimize(renderer.render(loaded.catalog, {}, {true, {}}, loaded.now));
  }
}
BENCHMARK(first_rendering)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A map of 10,000 topics in all formats.
ResourceMap make_large_map() {
  const auto resource = std::make_shared<const Resource>();
  ResourceMap map;
  for (int topic = 0; topic < 10'000; ++topic) {
    for (const char* suffix : {"", ".atom", ".rss", ".json"}) {
      map.insert_or_assign("/feeds/a-topic-named-" + std::to_string(topic) + suffix, resource);
    }
  }
  return map;
}

/// The next snapshot of a large site in which one feed differs.
void copy_and_change_map(benchmark::State& state) {
  const ResourceMap map = make_large_map();
  const auto resource = std::make_shared<const Resource>();
  for (auto _ : state) {
    ResourceMap next = map;
    for (const char* suffix : {"", ".atom", ".rss", ".json"}) {
      next.insert_or_assign("/feeds/a-topic-named-17" + std::string(suffix), resource);
    }
    benchmark::DoNotOptimize(next);
  }
}
BENCHMARK(copy_and_change_map)->Unit(benchmark::kMicrosecond);

Snapshot make_small_snapshot() {
  Snapshot snapshot;
  const Feed feed = make_sample_feed();
  std::string bytes;
  for (const Document& document : subscribable_documents(feed)) {
    bytes.clear();
    document.render(bytes);
    snapshot.resources.insert_or_assign(document.path, make_resource(document.traits, bytes, last_date));
  }
  return snapshot;
}

constexpr std::string_view browser_codings = "gzip, deflate, br, zstd";

void answer(benchmark::State& state, std::string_view accept_encoding, bool conditional) {
  const Snapshot snapshot = make_small_snapshot();
  Request request{.target = "/feeds/ai.atom", .accept_encoding = accept_encoding};
  const std::string etag = handle(&snapshot, request).representation->etag;
  if (conditional) request.if_none_match = etag;
  for (auto _ : state) {
    benchmark::DoNotOptimize(request);
    const Reply reply = handle(&snapshot, request);
    benchmark::DoNotOptimize(reply.status);
  }
}
BENCHMARK_CAPTURE(answer, plain, "", false);
BENCHMARK_CAPTURE(answer, gzip, "gzip", false);
BENCHMARK_CAPTURE(answer, browser, browser_codings, false);
BENCHMARK_CAPTURE(answer, plain_304, "", true);
BENCHMARK_CAPTURE(answer, gzip_304, "gzip", true);

/// A misspelt topic among 10,000.
void answer_not_found(benchmark::State& state) {
  Snapshot snapshot;
  std::vector<Tag> topics;
  Articles articles;
  for (std::size_t i = 0; i < 10'000; ++i) {
    const std::string slug = articles.make(i, 200).path.substr(17, 8 + articles.below(16));
    topics.push_back({slug, slug});
  }
  snapshot.names = std::make_shared<FeedNames>(make_feed_names(std::move(topics), {}));
  for (auto _ : state) benchmark::DoNotOptimize(handle(&snapshot, {.target = "/feeds/mashine-lerning.atom"}));
}
BENCHMARK(answer_not_found)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace feed_exporter

BENCHMARK_MAIN();
