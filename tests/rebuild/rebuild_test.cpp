// SPDX-License-Identifier: MIT
// What a rebuild publishes, when it asks to be called again, and what it counts.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <numeric>
#include <string>

#include "tests/rebuild/seed_site.hpp"
#include "tests/watch/temporary_tree.hpp"

namespace feed_exporter {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Site {
  Site() : site(settings_for(directory)) {}
  SeedDirectory directory;
  SeedSite site;
};

std::string dated(const std::string& name, const std::string& date) {
  SeedText seed;
  seed.title = "About " + name;
  seed.url = "https://example.org/" + name;
  seed.date = date;
  return seed.text();
}

BOOST_AUTO_TEST_SUITE(rebuild)

BOOST_FIXTURE_TEST_CASE(publishes_the_first_snapshot_even_of_an_empty_directory, Site) {
  BOOST_TEST(site.rebuilder().snapshot() == nullptr);
  const auto snapshot = site.rebuild_everything();
  BOOST_REQUIRE(snapshot != nullptr);
  BOOST_TEST(snapshot->readiness.ready);
  BOOST_TEST(site.rebuilder().snapshot() == snapshot);
}

BOOST_FIXTURE_TEST_CASE(publishes_nothing_if_nothing_changed, Site) {
  directory.write("a.md", seed_named("apples"));
  site.rebuild_everything();
  BOOST_TEST(site.rebuild_everything() == nullptr);
  BOOST_TEST(site.rebuild({"a.md"}) == nullptr);
  BOOST_TEST(site.rebuild({"none.md"}) == nullptr);
  BOOST_TEST(site.rebuilder().rebuild() == nullptr);
  directory.write("a.md", seed_named("apples") + "\n");
  site.rebuild({"a.md"});
  BOOST_TEST(site.rebuild({"a.md"}) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(follows_creations_and_edits, Site) {
  site.rebuild_everything();
  directory.write("news/a.md", seed_named("apples"));
  BOOST_TEST(site.rebuild({"news/a.md"}) != nullptr);
  BOOST_TEST(site.shows("About apples", "/feeds/ai.atom"));
  directory.write("news/a.md", seed_named("pears", "Fruit"));
  BOOST_TEST(site.rebuild_folder("news") != nullptr);
  BOOST_TEST(!site.body("/feeds/ai.atom").has_value());
  BOOST_TEST(site.shows("About pears", "/feeds/fruit.atom"));
}

BOOST_FIXTURE_TEST_CASE(reads_a_file_again_though_its_size_and_time_are_the_same, Site) {
  directory.write("a.md", seed_named("apples"));
  const auto time = std::filesystem::last_write_time(directory / "a.md");
  site.rebuild_everything();
  directory.write("a.md", seed_named("appleS"));
  std::filesystem::last_write_time(directory / "a.md", time);
  BOOST_TEST(site.rebuild_everything() != nullptr);
  BOOST_TEST(site.shows("About appleS"));
}

BOOST_FIXTURE_TEST_CASE(shows_an_article_when_it_is_due, Site) {
  directory.write("now.md", dated("now", "2026-02-01T00:00:00Z"));
  directory.write("soon.md", dated("soon", "2026-03-01T00:10:00Z"));
  directory.write("later.md", dated("later", "2026-03-01T05:00:00Z"));
  site.rebuild_everything();
  BOOST_TEST(site.stats().articles == 1U);
  BOOST_REQUIRE(site.rebuilder().next_tick().has_value());
  BOOST_TEST((*site.rebuilder().next_tick() - site.clock().steady() <= seconds(30)));
  site.pass(minutes(10) - std::chrono::milliseconds(1));
  BOOST_TEST(!site.shows("About soon"));
  site.pass(std::chrono::milliseconds(200));
  BOOST_TEST(site.shows("About soon"));
  BOOST_TEST(!site.shows("About later"));
  site.pass(hours(5));
  BOOST_TEST(site.shows("About later"));
  BOOST_TEST(!site.rebuilder().next_tick().has_value());
}

BOOST_FIXTURE_TEST_CASE(follows_a_wall_clock_that_steps_forward_and_ignores_one_that_steps_back, Site) {
  directory.write("soon.md", dated("soon", "2026-03-02T00:00:00Z"));
  site.rebuild_everything();
  site.clock().step(hours(48));
  site.pass(seconds(30));
  BOOST_TEST(site.shows("About soon"));
  site.clock().step(-hours(96));
  site.pass(minutes(5));
  directory.write("other.md", seed_named("other"));
  site.rebuild({"other.md"});
  BOOST_TEST(site.shows("About soon"));
}

BOOST_FIXTURE_TEST_CASE(asks_for_no_tick_when_nothing_is_waited_for, Site) {
  directory.write("a.md", seed_named("apples"));
  site.rebuild_everything();
  site.pass(seconds(5));
  BOOST_TEST(!site.rebuilder().next_tick().has_value());
}

BOOST_FIXTURE_TEST_CASE(warns_of_duplicates_once, Site) {
  directory.write("a.md", dated("same", "2026-01-01T00:00:00Z"));
  directory.write("b.md", dated("same", "2026-01-02T00:00:00Z"));
  site.rebuild_everything();
  BOOST_TEST(site.stats().articles == 1U);
  BOOST_REQUIRE(site.rebuilder().problems().size() == 1U);
  BOOST_TEST(site.rebuilder().problems()[0].path == "b.md");
  BOOST_TEST(site.take_log().size() == 1U);
  directory.write("c.md", seed_named("other"));
  site.rebuild({"c.md"});
  site.rebuild_everything();
  BOOST_TEST(site.take_log().empty());
  directory.remove("a.md");
  site.rebuild({"a.md"});
  site.pass(seconds(2));
  BOOST_TEST(site.rebuilder().problems().empty());
}

BOOST_FIXTURE_TEST_CASE(says_why_it_is_polled, Site) {
  directory.write("a.md", seed_named("apples"));
  site.rebuild_everything();
  site.rebuilder().set_watch_notice("the watches ran out");
  BOOST_TEST(site.rebuild_everything() != nullptr);
  BOOST_TEST(site.snapshot().readiness.ready);
  BOOST_TEST(site.snapshot().readiness.polling == "the watches ran out");
  BOOST_TEST(site.shows("changes are seen later: the watches ran out", "/"));
  // Nothing is missing in the feeds: no alert.
  BOOST_TEST(site.snapshot().readiness.reasons.empty());
  BOOST_TEST(site.stats().degraded.empty());
  site.rebuilder().set_watch_notice("");
  BOOST_TEST(site.rebuild_everything() != nullptr);
  BOOST_TEST(site.snapshot().readiness.polling.empty());
  BOOST_TEST(!site.shows("the watches ran out", "/"));
}

BOOST_FIXTURE_TEST_CASE(counts_what_it_does, Site) {
  directory.write("a.md", seed_named("apples", "AI, Fruit"));
  directory.write("b.md", seed_named("berries", "Fruit"));
  directory.write("readme.md", "nothing");
  site.rebuild_everything();
  site.rebuild({"a.md"});
  const RebuildStats& stats = site.stats();
  BOOST_TEST(stats.articles == 2U);
  BOOST_TEST(stats.topics == 2U);
  BOOST_TEST(stats.files == 3U);
  BOOST_TEST(stats.not_seeds == 1U);
  BOOST_TEST(stats.rebuilds == 2U);
  BOOST_TEST(stats.failures == 0U);
  BOOST_TEST(stats.publications == 1U);
  BOOST_TEST(stats.last_publication == site.clock().wall().time_since_epoch().count());
  BOOST_TEST(std::accumulate(std::begin(stats.durations), std::end(stats.durations), std::uint64_t{0}) == 2U);
  BOOST_TEST(stats.batch_sizes[0] == 1U);
  BOOST_TEST(stats.batch_sizes[1] == 1U);
  BOOST_TEST(stats.batch_size_sum == 4.0);
  BOOST_TEST(stats.content_bytes > 0U);
  BOOST_TEST(stats.rendered_bytes > 0U);
}

BOOST_FIXTURE_TEST_CASE(takes_over_new_settings, Site) {
  SeedText hidden;
  hidden.title = "About hidden";
  hidden.url = "https://example.org/hidden";
  hidden.extra = "published: false\n";
  directory.write("hidden.md", hidden.text());
  directory.write("a.md", seed_named("apples"));
  directory.write("bad.md", seed_named("last good"));
  site.rebuild_everything();
  directory.write("bad.md", "---\ntitle: [\n---\n");
  site.rebuild({"bad.md"});
  BOOST_TEST(!site.shows("About hidden"));

  Settings settings = site.settings();
  settings.feeds.include_unpublished = true;
  settings.site.title = "Another title";
  site.rebuilder().reconfigure(settings, "https://other.example.org");
  BOOST_TEST(site.rebuild_everything() != nullptr);
  BOOST_TEST(site.shows("About hidden"));
  BOOST_TEST(site.shows("Another title", "/"));
  BOOST_TEST(site.shows("https://other.example.org/feeds/all.json"));
  BOOST_TEST(site.shows("About apples"));
  BOOST_TEST(site.shows("About last good"));
}

BOOST_FIXTURE_TEST_CASE(does_not_log_old_problems_again_for_new_settings, Site) {
  directory.write("bad.md", "---\ntitle: [\n---\n");
  directory.write("topics.yaml", "- name: \"AI\n");
  site.rebuild_everything();
  BOOST_TEST(!site.take_log().empty());
  Settings settings = site.settings();
  settings.feeds.items = 7;
  site.rebuilder().reconfigure(settings, settings.site.base_url);
  site.rebuild_everything();
  BOOST_TEST(site.take_log().empty());
  BOOST_TEST(site.rebuilder().problems().size() >= 2U);
}

BOOST_FIXTURE_TEST_CASE(publishes_nothing_for_settings_that_are_the_same, Site) {
  directory.write("a.md", seed_named("apples"));
  site.rebuild_everything();
  site.rebuilder().reconfigure(site.settings(), site.settings().site.base_url);
  BOOST_TEST(site.rebuild_everything() == nullptr);
}

BOOST_FIXTURE_TEST_CASE(takes_another_directory_as_meant, Site) {
  for (int i = 0; i < 20; ++i) {
    directory.write("a" + std::to_string(i) + ".md", seed_named("old" + std::to_string(i)));
  }
  site.rebuild_everything();
  const SeedDirectory other;
  other.write("b.md", seed_named("new"));
  Settings settings = settings_for(other);
  site.rebuilder().reconfigure(settings, settings.site.base_url);
  site.rebuild_everything();
  BOOST_TEST(site.shows("About new"));
  site.pass(seconds(2));
  BOOST_TEST(site.stats().articles == 1U);
  BOOST_TEST(site.stats().degraded.empty());
}

BOOST_FIXTURE_TEST_CASE(takes_other_files_as_meant_though_further_settings_follow, Site) {
  for (int i = 0; i < 20; ++i) {
    directory.write("old/a" + std::to_string(i) + ".md", seed_named("old" + std::to_string(i)));
  }
  directory.write("b.md", seed_named("new"));
  site.rebuild_everything();
  Settings settings = site.settings();
  settings.seeds.exclude = {"old/**"};
  site.rebuilder().reconfigure(settings, settings.site.base_url);
  settings.feeds.items = 7;
  site.rebuilder().reconfigure(settings, settings.site.base_url);
  site.rebuild_everything();
  site.pass(seconds(2));
  BOOST_TEST(site.stats().articles == 1U);
  BOOST_TEST(site.stats().degraded.empty());
}

BOOST_FIXTURE_TEST_CASE(says_what_is_left_out_when_that_alone_is_named, Site) {
  directory.write("a/b.md", seed_named("apples"));
  site.rebuild_everything();
  std::filesystem::create_directory_symlink("a", directory / "link");
  BOOST_TEST(site.rebuild_folder("link") != nullptr);
  BOOST_REQUIRE(site.rebuilder().problems().size() == 1U);
  BOOST_TEST(site.rebuilder().problems()[0].rule == "linked-folder");
  BOOST_TEST(site.stats().articles == 1U);
  directory.remove("link");
  BOOST_TEST(site.rebuild_folder("link") != nullptr);
  BOOST_TEST(site.rebuilder().problems().empty());
}

BOOST_FIXTURE_TEST_CASE(tells_of_a_closed_folder_once_and_keeps_what_is_in_it, Site) {
  for (const char* path : {"a/b.md", "a/c/d.md", "e.md"}) directory.write(path, seed_named(path));
  site.rebuild_everything();
  const std::string folder = directory / "a";
  BOOST_REQUIRE(::chmod((directory / "..").c_str(), 0755) == 0);
  BOOST_REQUIRE(::chmod(folder.c_str(), 0) == 0);
  site.take_log();
  {
    const WithoutPrivilege without;
    site.rebuild_folder("a");
    site.pass(seconds(5));
  }
  BOOST_TEST(site.take_log().size() == 1U);
  BOOST_REQUIRE(site.rebuilder().problems().size() == 1U);
  BOOST_TEST(site.rebuilder().problems()[0].rule == "unreadable-folder");
  BOOST_TEST(site.stats().articles == 3U);
  BOOST_REQUIRE(::chmod(folder.c_str(), 0755) == 0);
  site.rebuild_folder("a");
  BOOST_TEST(site.rebuilder().problems().empty());
  BOOST_TEST(site.stats().articles == 3U);
}

BOOST_FIXTURE_TEST_CASE(tells_of_mended_duplicates_though_files_go_all_the_time, Site) {
  SeedText copy;
  directory.write("a.md", copy.text());
  directory.write("b.md", copy.text());
  for (int i = 0; i < 60; ++i) directory.write(std::to_string(i) + ".md", seed_named(std::to_string(i)));
  site.rebuild_everything();
  BOOST_REQUIRE(site.rebuilder().problems().size() == 1U);
  for (int i = 0; i < 30; ++i) {
    if (i == 1) directory.write("b.md", seed_named("b"));
    directory.remove(std::to_string(i) + ".md");
    site.rebuild({std::to_string(i) + ".md", "b.md"});
    site.pass(std::chrono::milliseconds(500));
  }
  BOOST_TEST(site.rebuilder().problems().empty());
}

BOOST_FIXTURE_TEST_CASE(takes_a_lower_depth_as_meant, Site) {
  for (int i = 0; i < 20; ++i) {
    directory.write("deep/down/a" + std::to_string(i) + ".md", seed_named("old" + std::to_string(i)));
  }
  directory.write("b.md", seed_named("new"));
  site.rebuild_everything();
  Settings settings = site.settings();
  settings.seeds.max_directory_depth = 1;
  site.rebuilder().reconfigure(settings, settings.site.base_url);
  site.rebuild_everything();
  site.pass(seconds(2));
  BOOST_TEST(site.stats().articles == 1U);
  BOOST_TEST(site.stats().degraded.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
