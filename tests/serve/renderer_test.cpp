// SPDX-License-Identifier: MIT
#include "daemon/serve/renderer.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "tests/serve/articles.hpp"
#include "tests/serve/decode.hpp"
#include "tests/serve/descriptors.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_seconds;

constexpr sys_seconds start{1'800'000'000s};
const std::string base_url = "https://example.org";
const Readiness ready{true, {}};

/// A catalog and its renderer, with the shorthands of these tests.
struct Site {
  explicit Site(const Settings& from = {}, std::size_t threads = 2)
      : settings(from), workers(threads), catalog(settings.feeds), renderer(settings, base_url, workers) {
    catalog.advance(after_all_articles());
  }
  void put(Article article) {
    std::string path = article.path;
    std::vector<ArticleChange> changes;
    changes.push_back({std::move(path), std::move(article)});
    catalog.apply(std::move(changes));
  }
  void remove(const std::string& path) { catalog.apply({{path, std::nullopt}}); }
  std::shared_ptr<const Snapshot> render(sys_seconds now = start) {
    auto next = renderer.render(catalog, state, readiness, now);
    if (next) snapshot = next;
    return next;
  }
  const Resource* resource(std::string_view path) const {
    const auto* found = snapshot->resources.get(path);
    return found == nullptr ? nullptr : found->get();
  }
  std::string text(std::string_view path) const { return resource(path)->identity().body.read(); }

  Settings settings;
  WorkerPool workers;
  Catalog catalog;
  Renderer renderer;
  DaemonState state;
  Readiness readiness = ready;
  std::shared_ptr<const Snapshot> snapshot;
};

std::set<std::string> paths(const Snapshot& snapshot) {
  std::set<std::string> all;
  for (const auto& [path, _] : snapshot.resources) all.insert(path);
  return all;
}

/// Paths at which both have a resource, but not the same.
std::set<std::string> differing(const Snapshot& one, const Snapshot& other) {
  std::set<std::string> different;
  for (const auto& [path, resource] : one.resources) {
    const auto* counterpart = other.resources.get(path);
    if (counterpart != nullptr && *counterpart != resource) different.insert(path);
  }
  return different;
}

std::size_t sum_of_bodies(const Snapshot& snapshot) {
  std::size_t bytes = 0;
  for (const auto& [_, resource] : snapshot.resources) {
    for (const auto& representation : resource->representations) {
      if (representation) bytes += representation->body.size();
    }
  }
  return bytes;
}

BOOST_AUTO_TEST_SUITE(renderer)

BOOST_AUTO_TEST_CASE(serves_every_feed_in_every_format_and_the_site) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI", "Caf\xC3\xA9"}));
  BOOST_REQUIRE(site.render());
  const std::set<std::string> served = paths(*site.snapshot);
  for (const char* path :
       {"/", "/feeds.json", "/feeds.opml", "/feeds/page.css", "/feeds/feed.css", "/feeds/favicon.svg",
        "/favicon.ico", "/feeds/ai", "/feeds/ai.atom", "/feeds/ai.rss", "/feeds/ai.json", "/feeds/all",
        "/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", "/feeds/caf\xC3\xA9",
        "/feeds/caf\xC3\xA9.atom", "/feeds/caf\xC3\xA9.rss", "/feeds/caf\xC3\xA9.json"}) {
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST(served.contains(path));
    }
  }
  BOOST_TEST(served.size() == 19U);
  BOOST_TEST(site.snapshot->readiness.ready);
  BOOST_TEST(site.renderer.rendered_bytes() == sum_of_bodies(*site.snapshot));
}

BOOST_AUTO_TEST_CASE(pages_name_the_site_once_in_their_titles) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  BOOST_REQUIRE(site.render());
  const std::string title = site.settings.site.title;
  BOOST_TEST(site.text("/feeds/ai").find("<title>AI · " + title + "</title>") != std::string::npos);
  BOOST_TEST(site.text("/feeds/all").find("<title>All articles · " + title + "</title>") !=
             std::string::npos);
  BOOST_TEST(site.text("/feeds/ai.atom").find("<title type=\"text\">AI – " + title + "</title>") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_empty_site_has_an_empty_feed_of_everything) {
  Site site;
  BOOST_REQUIRE(site.render());
  BOOST_TEST(site.resource("/feeds/all.atom") != nullptr);
  BOOST_TEST(site.text("/feeds/all.atom").find("2026-01-01T00:00:00Z") != std::string::npos);
  BOOST_TEST(!site.render());
}

BOOST_AUTO_TEST_CASE(heads_name_type_links_and_policy) {
  Site site;
  site.put(make_article("one", "One", 1, {"Caf\xC3\xA9"}));
  site.render();
  struct Case {
    std::string path;
    std::vector<std::string> lines;
  };
  const std::string policy = "Content-Security-Policy: default-src 'none'";
  const std::vector<Case> cases = {
      {"/feeds/caf\xC3\xA9.atom",
       {"Content-Type: application/atom+xml; charset=utf-8",
        "Cache-Control: public, max-age=900, stale-while-revalidate=900, stale-if-error=86400",
        "Link: <https://example.org/feeds/caf%C3%A9.atom>; rel=\"self\"; type=\"application/atom+xml\"",
        "<https://example.org/feeds/caf%C3%A9>; rel=\"alternate\"; type=\"text/html\"",
        "<https://example.org/feeds/caf%C3%A9.rss>; rel=\"alternate\"; type=\"application/rss+xml\"",
        "<https://example.org/feeds/caf%C3%A9.json>; rel=\"alternate\"; type=\"application/feed+json\"",
        policy}},
      {"/feeds/caf\xC3\xA9.json", {"Content-Type: application/feed+json\r\n"}},
      {"/feeds/caf\xC3\xA9",
       {"Content-Type: text/html; charset=utf-8\r\n", policy,
        "Referrer-Policy: ", "<https://example.org/feeds/caf%C3%A9>; rel=\"self\"; type=\"text/html\""}},
      {"/",
       {"Content-Type: text/html; charset=utf-8\r\n", policy,
        "<https://example.org/feeds/all.rss>; rel=\"alternate\""}},
      {"/feeds.opml",
       {"Content-Type: text/x-opml; charset=utf-8\r\n",
        "<https://example.org/feeds.opml>; rel=\"self\"; type=\"text/x-opml\""}},
      {"/feeds.json", {"Content-Type: application/json\r\n"}},
      {"/feeds/page.css", {"Content-Type: text/css; charset=utf-8\r\n"}},
  };
  for (const Case& test : cases) {
    const std::string& head = site.resource(test.path)->identity().head_200;
    for (const std::string& line : test.lines) {
      BOOST_TEST_CONTEXT(head) {
        BOOST_TEST(head.find(line) != std::string::npos);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(all_codings_of_all_documents_decode_to_the_document) {
  Site site;
  for (int i = 0; i < 60; ++i) {
    site.put(make_article("a" + std::to_string(i), "Title " + std::to_string(i), i,
                          {"AI", "T" + std::to_string(i % 5)}));
  }
  site.render();
  std::size_t coded = 0;
  for (const auto& [path, resource] : site.snapshot->resources) {
    const std::string document = resource->identity().body.read();
    for (std::size_t i = 0; i < coding_count; ++i) {
      const auto& representation = resource->representations[i];
      if (!representation) continue;
      ++coded;
      BOOST_TEST_CONTEXT(path) {
        BOOST_TEST(
            (decode(static_cast<Coding>(i), representation->body.read(), document.size()) == document));
      }
    }
  }
  BOOST_TEST(coded > 100U);
}

BOOST_AUTO_TEST_CASE(what_did_not_change_is_shared) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.put(make_article("two", "Two", 2, {"Bots"}));
  const auto first = site.render();
  BOOST_TEST(!site.render(start + 1s));

  site.put(make_article("one", "One, edited", 1, {"AI"}));
  const auto second = site.render(start + 1s);
  BOOST_REQUIRE(second);
  BOOST_TEST((paths(*first) == paths(*second)));
  const std::set<std::string> expected = {"/feeds/ai",      "/feeds/ai.atom", "/feeds/ai.rss",
                                          "/feeds/ai.json", "/feeds/all",     "/feeds/all.atom",
                                          "/feeds/all.rss", "/feeds/all.json"};
  const std::set<std::string> different = differing(*first, *second);
  // `ai` is edited, and with it its newest title in the lists of all feeds; `bots` is not touched.
  BOOST_TEST(std::ranges::includes(different, expected));
  for (const std::string& path : different) BOOST_TEST(path.find("bots") == std::string::npos);
  BOOST_TEST(!different.contains("/feeds.opml"));
  BOOST_TEST(different.contains("/feeds.json"));
  BOOST_TEST(second->names == first->names);
  BOOST_TEST(site.renderer.rendered_bytes() == sum_of_bodies(*second));

  // There and back: other bytes at each step, but nothing to do where the same article is put again.
  site.put(make_article("one", "One, edited", 1, {"AI"}));
  BOOST_TEST(!site.render(start + 2s));
}

BOOST_AUTO_TEST_CASE(an_entry_beyond_the_feed_wakes_no_reader) {
  Settings settings;
  settings.feeds.items = 3;
  Site site(settings);
  for (int i = 10; i < 20; ++i) site.put(make_article("a" + std::to_string(i), "A", i, {"AI"}));
  const auto first = site.render();
  site.put(make_article("old", "Old", 1, {"AI"}));
  const auto second = site.render(start + 1s);
  BOOST_REQUIRE(second);
  // Only the lists of feeds know how many articles there are.
  for (const std::string& path : differing(*first, *second))
    BOOST_TEST((path == "/" || path == "/feeds.json"));
}

BOOST_AUTO_TEST_CASE(topics_come_and_go) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.put(make_article("two", "Two", 2, {"Bots"}));
  const auto first = site.render();
  site.remove("two");
  const auto second = site.render(start + 1s);
  BOOST_REQUIRE(second);
  for (const char* path : {"/feeds/bots", "/feeds/bots.atom", "/feeds/bots.rss", "/feeds/bots.json"}) {
    BOOST_TEST(first->resources.contains(path));
    BOOST_TEST(!second->resources.contains(path));
  }
  BOOST_TEST(second->names->topics.size() == 2U);
  BOOST_TEST(site.renderer.rendered_bytes() == sum_of_bodies(*second));
  site.put(make_article("two", "Two", 2, {"Bots"}));
  site.render(start + 2s);
  BOOST_TEST((describe(*site.snapshot) == describe(*first)));
}

BOOST_AUTO_TEST_CASE(the_taxonomy_names_feeds_and_aliases) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.render();
  BOOST_TEST(site.text("/feeds/ai.rss").find("<title>AI – Feeds</title>") != std::string::npos);
  Taxonomy taxonomy;
  taxonomy.topics["ai"] = {
      .slug = "ai", .name = "Artificial Intelligence", .description = "Thinking machines", .parent = {}};
  taxonomy.aliases["machine-minds"] = "ai";
  site.catalog.set_taxonomy(taxonomy);
  BOOST_REQUIRE(site.render(start + 1s));
  const std::string rss = site.text("/feeds/ai.rss");
  BOOST_TEST(rss.find("<title>Artificial Intelligence – Feeds</title>") != std::string::npos);
  BOOST_TEST(rss.find("Thinking machines") != std::string::npos);
  BOOST_TEST(site.snapshot->names->aliases.at("machine-minds") == "ai");
}

BOOST_AUTO_TEST_CASE(an_alias_alone_is_published_and_changes_no_document) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  const auto first = site.render();
  Taxonomy taxonomy;
  taxonomy.aliases["machine-minds"] = "ai";
  site.catalog.set_taxonomy(taxonomy);
  const auto second = site.render(start + 1s);
  BOOST_REQUIRE(second);
  BOOST_TEST(second->names->aliases.contains("machine-minds"));
  BOOST_TEST(differing(*first, *second).empty());
}

BOOST_AUTO_TEST_CASE(parents_without_feeds_are_known_by_what_is_below_them) {
  Site site;
  Taxonomy taxonomy;
  for (const auto& [slug, parent] : {std::pair("food", ""), std::pair("bread", "food"),
                                     std::pair("rye", "bread"), std::pair("soups", "food")}) {
    taxonomy.topics[slug] = {.slug = slug, .name = slug, .description = {}, .parent = parent};
  }
  site.catalog.set_taxonomy(taxonomy);
  site.put(make_article("one", "One", 1, {"rye", "soups"}));
  site.render();
  BOOST_TEST(
      (site.snapshot->names->members == GroupMembers{{"bread", "rye"}, {"food", "rye"}, {"food", "soups"}}));
  site.put(make_article("two", "Two", 2, {"bread"}));
  site.render(start + 1s);
  BOOST_TEST((site.snapshot->names->members == GroupMembers{{"food", "bread"}, {"food", "soups"}}));
}

BOOST_AUTO_TEST_CASE(a_page_follows_the_coming_and_going_of_related_topics) {
  Site site;
  Taxonomy taxonomy;
  for (const char* slug : {"mid", "near", "root"}) {
    taxonomy.topics[slug] = {
        .slug = slug, .name = slug, .description = {}, .parent = std::string(slug) == "root" ? "" : "root"};
  }
  site.catalog.set_taxonomy(taxonomy);
  site.put(make_article("one", "One", 1, {"mid"}));
  const auto first = site.render();
  BOOST_TEST(site.text("/feeds/mid").find("/feeds/near\"") == std::string::npos);
  site.put(make_article("two", "Two", 2, {"near"}));
  site.render(start + 1s);
  BOOST_TEST(site.text("/feeds/mid").find("/feeds/near\"") != std::string::npos);
  // Readers are not woken for it.
  BOOST_TEST(site.resource("/feeds/mid.atom") == first->resources.get("/feeds/mid.atom")->get());
  site.remove("two");
  site.render(start + 2s);
  BOOST_TEST(site.text("/feeds/mid").find("/feeds/near\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_state_of_the_daemon_is_only_on_the_index_page) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  const auto first = site.render();
  site.state.problems = 1;
  site.state.notices = {{"error", "bad.md:1:1", "a problem to be seen"}};
  const auto second = site.render(start + 1s);
  BOOST_REQUIRE(second);
  BOOST_TEST((differing(*first, *second) == std::set<std::string>{"/"}));
}

BOOST_AUTO_TEST_CASE(a_change_of_readiness_is_published_and_shares_all) {
  Site site;
  const auto first = site.render();
  site.readiness = {false, {"seeds: missing"}};
  const auto second = site.render(start + 1s);
  BOOST_REQUIRE(second);
  BOOST_TEST((second->readiness == site.readiness));
  BOOST_TEST(differing(*first, *second).empty());
  BOOST_TEST(!site.render(start + 2s));
}

BOOST_AUTO_TEST_CASE(last_modified_is_since_when_the_bytes_are_served) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.put(make_article("two", "Two", 2, {"Bots"}));
  site.render(start);
  BOOST_TEST(site.resource("/feeds/ai.atom")->last_modified == "Fri, 15 Jan 2027 08:00:00 GMT");
  BOOST_TEST(!site.renderer.next_stamp().has_value());
  site.put(make_article("one", "One, edited", 1, {"AI"}));
  site.render(start + 60s);
  BOOST_TEST(site.resource("/feeds/ai.atom")->last_modified == "Fri, 15 Jan 2027 08:01:00 GMT");
  BOOST_TEST(site.resource("/feeds/bots.atom")->last_modified == "Fri, 15 Jan 2027 08:00:00 GMT");
}

BOOST_AUTO_TEST_CASE(two_changes_in_a_second_never_share_a_date) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.render(start);
  site.put(make_article("one", "One, edited", 1, {"AI"}));
  const auto second = site.render(start);
  BOOST_REQUIRE(second);
  const Resource* undated = site.resource("/feeds/ai.atom");
  BOOST_TEST(undated->last_modified.empty());
  BOOST_TEST(undated->identity().head_200.find("Last-Modified") == std::string::npos);
  BOOST_TEST(undated->identity().head_304.find("Last-Modified") == std::string::npos);
  BOOST_TEST((site.renderer.next_stamp() == start + 1s));
  BOOST_TEST(!site.render(start));

  const auto third = site.render(start + 1s);
  BOOST_REQUIRE(third);
  const Resource* dated = site.resource("/feeds/ai.atom");
  BOOST_TEST(dated->last_modified == "Fri, 15 Jan 2027 08:00:01 GMT");
  BOOST_TEST(dated->identity().etag == undated->identity().etag);
  BOOST_TEST(dated->identity().head_304.find("Last-Modified: Fri, 15 Jan 2027 08:00:01 GMT\r\n") !=
             std::string::npos);
  BOOST_TEST((describe(*third) == describe(*second)));
  BOOST_TEST(!site.renderer.next_stamp().has_value());
  BOOST_TEST(!site.render(start + 2s));
}

BOOST_AUTO_TEST_CASE(new_settings_keep_bodies_and_dates_where_they_say_the_same) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  const auto first = site.render();
  site.renderer.reset(site.settings, base_url);
  BOOST_TEST(!site.render(start + 1s));

  site.settings.feeds.max_age = 60s;
  site.renderer.reset(site.settings, base_url);
  const auto second = site.render(start + 2s);
  BOOST_REQUIRE(second);
  const Resource* css = site.resource("/feeds/page.css");
  const Resource* css_before = first->resources.get("/feeds/page.css")->get();
  BOOST_TEST(css != css_before);
  BOOST_TEST(css->identity().head_304.find("max-age=60,") != std::string::npos);
  BOOST_TEST(css->identity().etag == css_before->identity().etag);
  BOOST_TEST(css->last_modified == css_before->last_modified);
  BOOST_TEST(css->identity().body.memory().data() == css_before->identity().body.memory().data());

  site.settings.site.title = "Other";
  site.renderer.reset(site.settings, "https://example.org/news/");
  BOOST_REQUIRE(site.render(start + 3s));
  BOOST_TEST(site.snapshot->base_path == "/news");
  BOOST_TEST(site.snapshot->site.title == "Other");
  BOOST_TEST(site.text("/feeds/ai.rss").find("<title>AI – Other</title>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(topics_that_vanish_with_new_settings_go) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.put(make_article("two", "Two", 2, {"Bots"}));
  site.render();
  site.remove("two");
  site.renderer.reset(site.settings, base_url);
  site.render(start + 1s);
  BOOST_TEST(site.resource("/feeds/bots.atom") == nullptr);
  BOOST_TEST(site.resource("/feeds/ai.atom") != nullptr);
}

const Representation* brotli_of(const Site& site, std::string_view path) {
  return site.resource(path)->representations[static_cast<std::size_t>(Coding::brotli)].get();
}

BOOST_AUTO_TEST_CASE(slow_codings_may_follow_a_change) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.put(make_article("two", "Two", 2, {"Bots"}));
  site.renderer.set_deferring(true);
  site.render();
  BOOST_TEST(brotli_of(site, "/feeds/ai.atom") == nullptr);
  while (site.renderer.deferred()) BOOST_REQUIRE(site.render());
  for (const char* path : {"/feeds/ai.atom", "/feeds/page.css", "/feeds.json", "/"}) {
    BOOST_TEST(brotli_of(site, path) != nullptr, path);
  }

  site.put(make_article("one", "One, edited", 1, {"AI"}));
  const auto quick = site.render(start + 1s);
  BOOST_REQUIRE(quick);
  BOOST_TEST(site.renderer.deferred());
  BOOST_TEST(brotli_of(site, "/feeds/ai.atom") == nullptr);
  BOOST_TEST(site.resource("/feeds/ai.atom")->representations[static_cast<std::size_t>(Coding::gzip)] !=
             nullptr);
  BOOST_TEST(brotli_of(site, "/feeds/bots.atom") != nullptr);

  // Another change goes first.
  site.put(make_article("three", "Three", 3, {"Cats"}));
  BOOST_REQUIRE(site.render(start + 2s));
  BOOST_TEST(brotli_of(site, "/feeds/ai.atom") == nullptr);

  const auto complete = site.render(start + 3s);
  BOOST_REQUIRE(complete);
  BOOST_TEST(!site.renderer.deferred());
  const std::string document = site.text("/feeds/ai.atom");
  const Representation* brotli = brotli_of(site, "/feeds/ai.atom");
  BOOST_REQUIRE(brotli != nullptr);
  BOOST_TEST((decode(Coding::brotli, brotli->body.read(), document.size()) == document));
  BOOST_TEST(brotli->head_200.find("Last-Modified: Fri, 15 Jan 2027 08:00:01 GMT\r\n") != std::string::npos);
  BOOST_TEST(site.resource("/feeds/ai.atom")->last_modified ==
             quick->resources.get("/feeds/ai.atom")->get()->last_modified);
  BOOST_TEST(site.renderer.rendered_bytes() == sum_of_bodies(*complete));
  BOOST_TEST(!site.render(start + 4s));
}

BOOST_AUTO_TEST_CASE(slow_codings_follow_even_if_they_failed_once) {
  Site site;
  for (int i = 0; i < 40; ++i)
    site.put(make_article("a" + std::to_string(i), std::string(500, 'a'), 1, {"AI"}));
  site.renderer.set_deferring(true);
  site.render();
  const int descriptor = site.resource("/feeds/ai.atom")->identity().body.descriptor();
  BOOST_REQUIRE(descriptor >= 0);
  const int kept = ::dup(descriptor);
  ::close(descriptor);
  BOOST_CHECK_THROW(while (site.renderer.deferred()) site.render(), std::system_error);
  ::dup2(kept, descriptor);
  ::close(kept);
  while (site.renderer.deferred()) site.render();
  BOOST_TEST(brotli_of(site, "/feeds/ai.atom") != nullptr);
  BOOST_TEST(site.renderer.rendered_bytes() == sum_of_bodies(*site.snapshot));
}

BOOST_AUTO_TEST_CASE(what_is_deferred_and_vanishes_stays_away) {
  Site site;
  site.put(make_article("one", "One", 1, {"AI"}));
  site.render();
  site.renderer.set_deferring(true);
  site.put(make_article("one", "One, edited", 1, {"AI"}));
  site.render(start + 1s);
  site.remove("one");
  site.render(start + 2s);
  BOOST_TEST(site.resource("/feeds/ai.atom") == nullptr);
  while (site.renderer.deferred()) site.render(start + 3s);
  BOOST_TEST(site.resource("/feeds/ai.atom") == nullptr);
}

/// Articles, topics and the taxonomy change at random, in steps of random size; what is served after some of
/// the steps must be what a daemon that starts then would serve.
BOOST_AUTO_TEST_CASE(history_leaves_no_trace_in_what_is_served) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    Settings settings;
    settings.feeds.items = 4;
    settings.feeds.roll_up = seed % 2 == 0;
    Site site(settings, 1 + seed % 3);
    site.renderer.set_deferring(seed > 3);
    std::map<std::string, Article> model;
    Taxonomy taxonomy;
    const auto topic = [&] { return "Topic " + std::string(1, static_cast<char>('a' + random() % 9)); };
    sys_seconds now = start;
    for (int step = 0; step < 60; ++step) {
      std::vector<ArticleChange> changes;
      for (auto count = random() % 4; count > 0; --count) {
        const std::string path = "p" + std::to_string(random() % 25);
        if (random() % 3 == 0) {
          model.erase(path);
          changes.push_back({path, std::nullopt});
        } else {
          std::vector<std::string> topics = {topic()};
          if (random() % 2 == 0) topics.push_back(topic());
          if (topics.back() == topics.front()) topics.resize(1);
          model[path] = make_article(path, "Title " + std::to_string(random() % 5),
                                     static_cast<int>(random() % 50), topics);
          changes.push_back({path, model[path]});
        }
      }
      site.catalog.apply(std::move(changes));
      if (random() % 6 == 0) {
        taxonomy = {};
        for (char c = 'a'; c < 'j'; ++c) {
          if (random() % 2 == 0) continue;
          TopicDefinition definition;
          definition.slug = std::string("topic-") + c;
          definition.name = random() % 2 == 0 ? "" : std::string("Named ") + c;
          if (definition.name.empty()) definition.name = definition.slug;
          definition.description = random() % 2 == 0 ? "" : "Described";
          if (c > 'b') definition.parent = random() % 2 == 0 ? "topic-a" : "topic-b";
          taxonomy.topics[definition.slug] = definition;
        }
        if (random() % 2 == 0) taxonomy.aliases["other"] = "topic-c";
        site.catalog.set_taxonomy(taxonomy);
      }
      site.state.problems = random() % 2;
      now += std::chrono::seconds{random() % 2};
      site.render(now);
      if (step % 20 == 7) site.renderer.reset(settings, base_url);
      if (step % 5 != 4) continue;
      while (site.renderer.deferred()) site.render(now);

      Site fresh(settings, 1);
      std::vector<std::pair<std::string, Article>> articles(model.begin(), model.end());
      std::ranges::shuffle(articles, random);
      fresh.catalog.set_taxonomy(taxonomy);
      for (auto& [_, article] : articles) fresh.put(article);
      fresh.state = site.state;
      fresh.render(start);
      BOOST_TEST_CONTEXT("seed " << seed << " step " << step) {
        const auto expected = describe(*fresh.snapshot);
        const auto served = describe(*site.snapshot);
        BOOST_TEST(served.size() == expected.size());
        for (const auto& [path, described] : expected) {
          const auto found = served.find(path);
          BOOST_TEST_CONTEXT(path) {
            BOOST_TEST((found != served.end() && found->second == described));
          }
        }
        BOOST_TEST((site.snapshot->names->aliases == fresh.snapshot->names->aliases));
        BOOST_TEST((site.snapshot->names->members == fresh.snapshot->names->members));
        BOOST_TEST((site.snapshot->names->topics == fresh.snapshot->names->topics));
        BOOST_TEST(site.renderer.rendered_bytes() == fresh.renderer.rendered_bytes());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_reader_never_finds_one_date_on_two_bodies) {
  std::mt19937 random(7);
  Site site;
  std::map<std::pair<std::string, std::string>, std::string> dated;
  sys_seconds now = start;
  for (int step = 0; step < 200; ++step) {
    now += std::chrono::seconds{static_cast<int>(random() % 4) - 1};
    site.put(make_article("p" + std::to_string(random() % 3), "Title " + std::to_string(random() % 3), 1,
                          {"T" + std::to_string(random() % 3)}));
    if (random() % 4 == 0) site.remove("p" + std::to_string(random() % 3));
    if (!site.render(now)) continue;
    for (const auto& [path, resource] : site.snapshot->resources) {
      if (resource->last_modified.empty()) continue;
      const std::string& etag = resource->identity().etag;
      const auto [known, added] = dated.try_emplace({path, resource->last_modified}, etag);
      if (!added) BOOST_TEST(known->second == etag);
    }
  }
  BOOST_TEST(dated.size() > 100U);
}

BOOST_AUTO_TEST_CASE(no_descriptor_outlives_what_it_was_for) {
  const std::size_t before = count_descriptors();
  {
    Site site;
    for (int i = 0; i < 50; ++i) {
      Article article = make_article("a" + std::to_string(i), "Title", i, {"AI"});
      article.entry.content_html = std::string(2'000, 'x');
      site.put(article);
    }
    site.render();
    const std::size_t open = count_descriptors();
    BOOST_TEST(open > before);
    for (int i = 0; i < 20; ++i) {
      site.put(make_article("a1", "Title " + std::to_string(i), 1, {"AI"}));
      site.render(start + std::chrono::seconds{i + 1});
      BOOST_TEST(count_descriptors() == open);
    }
  }
  BOOST_TEST(count_descriptors() == before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
