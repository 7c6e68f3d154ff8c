// SPDX-License-Identifier: MIT
// How long it takes to render one feed of 50 entries: each format alone, and all three together.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "exporters/format.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

constexpr int entries_a_feed = 50;

/// News in the shape of real ones: five topics, five related articles, a summary of 250 bytes.
Feed make_news_feed() {
  std::vector<Entry> entries;
  for (int i = 0; i < entries_a_feed; ++i) {
    Entry entry = testing::make_news_entry("news/2021/12/30/article-number-" + std::to_string(i));
    entry.published -= std::chrono::hours(i);
    entry.summary.append(200, 'x');
    while (entry.topics.size() < 5) entry.topics.push_back(entry.topics.back());
    while (entry.related.size() < 5) entry.related.push_back(entry.related.back());
    entries.push_back(entry);
  }
  return testing::make_sample_feed("ai", "Artificial intelligence", std::move(entries));
}

/// The same with an HTML body of 4 KB each.
Feed make_feed_with_bodies() {
  Feed feed = make_news_feed();
  for (Entry& entry : feed.entries) {
    while (entry.content_html.size() < 4'096) {
      entry.content_html +=
          "<p>A paragraph with <a href=\"https://example.org/?a=1&amp;b=2\">a link</a> and some words "
          "around it, as long as paragraphs are in articles that people write for the web.</p>\n";
    }
  }
  return feed;
}

void render_all(benchmark::State& state, const Feed& feed, const std::vector<std::string_view>& suffixes) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (const std::string_view suffix : suffixes) {
      std::string out;
      find_format(suffix)->render(feed, out);
      bytes += out.size();
      benchmark::DoNotOptimize(out.data());
    }
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

const Feed news = make_news_feed();
const Feed bodies = make_feed_with_bodies();

BENCHMARK_CAPTURE(render_all, news_atom, news, {"atom"});
BENCHMARK_CAPTURE(render_all, news_rss, news, {"rss"});
BENCHMARK_CAPTURE(render_all, news_json, news, {"json"});
BENCHMARK_CAPTURE(render_all, news_all_three, news, {"atom", "rss", "json"});
BENCHMARK_CAPTURE(render_all, bodies_atom, bodies, {"atom"});
BENCHMARK_CAPTURE(render_all, bodies_rss, bodies, {"rss"});
BENCHMARK_CAPTURE(render_all, bodies_json, bodies, {"json"});
BENCHMARK_CAPTURE(render_all, bodies_all_three, bodies, {"atom", "rss", "json"});

}  // namespace
}  // namespace feed_exporter

BENCHMARK_MAIN();
