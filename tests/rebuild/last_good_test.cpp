// SPDX-License-Identifier: MIT
// One bad seed never removes or delays another, and keeps its own last good article.
#include <sys/stat.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const std::string bad_seed = "---\ntitle: \"unterminated\nurl: x\n---\n";

struct LastGood {
  LastGood() : site(settings_for(directory)) {
    directory.write("a.md", seed_named("apples"));
    directory.write("b.md", seed_named("berries"));
    site.rebuild_everything();
  }
  /// Lines of the log that have something to say of a path.
  std::size_t lines_about(const std::string& path) {
    const auto lines = site.take_log();
    return static_cast<std::size_t>(std::ranges::count_if(
        lines, [&](const std::string& line) { return line.find("path=" + path) != std::string::npos; }));
  }

  SeedDirectory directory;
  SeedSite site;
};

BOOST_AUTO_TEST_SUITE(last_good)

BOOST_FIXTURE_TEST_CASE(a_bad_file_keeps_its_last_good_article, LastGood) {
  directory.write("a.md", bad_seed);
  directory.write("b.md", seed_named("blackberries"));
  site.rebuild({"a.md", "b.md"});
  site.pass(seconds(60));
  BOOST_TEST(site.shows("About apples"));
  BOOST_TEST(site.shows("About blackberries"));
}

BOOST_FIXTURE_TEST_CASE(a_bad_file_is_visible_until_it_is_mended, LastGood) {
  directory.write("a.md", bad_seed);
  BOOST_TEST(site.rebuild({"a.md"}) != nullptr);
  BOOST_REQUIRE(!site.rebuilder().problems().empty());
  BOOST_TEST(site.rebuilder().problems()[0].path == "a.md");
  BOOST_TEST(!site.stats().errors.empty());
  BOOST_TEST(site.shows("a.md:", "/"));
  site.rebuild({"b.md"});
  site.rebuild_everything();
  BOOST_TEST(!site.rebuilder().problems().empty());
  directory.write("a.md", seed_named("apples"));
  site.rebuild({"a.md"});
  BOOST_TEST(site.rebuilder().problems().empty());
  BOOST_TEST(site.stats().errors.empty());
  BOOST_TEST(!site.shows("a.md:", "/"));
}

BOOST_FIXTURE_TEST_CASE(a_bad_file_is_logged_once_a_content, LastGood) {
  site.take_log();
  directory.write("a.md", bad_seed);
  site.rebuild({"a.md"});
  BOOST_TEST(lines_about("a.md") == 1U);
  site.rebuild({"a.md"});
  site.rebuild_everything();
  site.pass(seconds(60));
  BOOST_TEST(lines_about("a.md") == 0U);
  directory.write("a.md", bad_seed + " ");
  site.rebuild({"a.md"});
  BOOST_TEST(lines_about("a.md") == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_bad_file_that_was_never_good_shows_nothing, LastGood) {
  directory.write("c.md", bad_seed);
  site.rebuild({"c.md"});
  BOOST_TEST(site.stats().articles == 2U);
  BOOST_TEST(site.rebuilder().problems().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_bad_file_that_is_deleted_takes_its_article_and_its_problem_along, LastGood) {
  directory.write("a.md", bad_seed);
  site.rebuild({"a.md"});
  directory.remove("a.md");
  site.rebuild({"a.md"});
  BOOST_TEST(site.shows("About apples"));
  site.pass(seconds(2));
  BOOST_TEST(!site.shows("About apples"));
  BOOST_TEST(site.rebuilder().problems().empty());
  BOOST_TEST(site.stats().files == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_refused_file_keeps_its_last_good_article, LastGood) {
  directory.remove("a.md");
  BOOST_REQUIRE(::mkfifo((directory / "a.md").c_str(), 0600) == 0);
  site.take_log();
  site.rebuild({"a.md"});
  site.rebuild({"a.md"});
  site.pass(seconds(60));
  BOOST_TEST(site.shows("About apples"));
  BOOST_TEST(site.rebuilder().problems().size() == 1U);
  BOOST_TEST(lines_about("a.md") == 1U);
  directory.remove("a.md");
  directory.write("a.md", seed_named("apples"));
  site.rebuild({"a.md"});
  BOOST_TEST(site.rebuilder().problems().empty());
}

BOOST_FIXTURE_TEST_CASE(a_seed_without_a_title_is_left_out_with_one_warning, LastGood) {
  SeedText seed;
  seed.title.clear();
  directory.write("a.md", seed.text());
  site.rebuild({"a.md"});
  site.pass(seconds(2));
  BOOST_TEST(!site.shows("About apples"));
  BOOST_TEST(site.stats().articles == 1U);
  BOOST_TEST(site.rebuilder().problems().size() == 1U);
  BOOST_TEST(site.stats().warnings.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_file_without_front_matter_is_counted_and_not_complained_about, LastGood) {
  directory.write("README.md", "# Read me\n");
  BOOST_TEST(site.rebuild({"README.md"}) == nullptr);
  BOOST_TEST(site.stats().not_seeds == 1U);
  BOOST_TEST(site.stats().files == 3U);
  BOOST_TEST(site.rebuilder().problems().empty());
}

BOOST_FIXTURE_TEST_CASE(files_that_can_be_no_seeds_are_not_read, LastGood) {
  for (const char* path : {".hidden.md", "a.md~", "note.pdf", ".git/a.md", "x/.#a.md"}) {
    directory.write(path, seed_named("leftover"));
    BOOST_TEST(site.rebuild({path}) == nullptr);
  }
  BOOST_TEST(site.stats().files == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_bad_taxonomy_file_keeps_its_last_good_text, LastGood) {
  directory.write("topics.yaml", "- name: AI\n  description: Of thinking machines\n");
  site.rebuild({"topics.yaml"});
  BOOST_TEST(site.shows("Of thinking machines", "/feeds/ai.json"));
  directory.write("topics.yaml", "- name: \"AI\n  description: broken\n");
  site.rebuild({"topics.yaml"});
  BOOST_TEST(site.shows("Of thinking machines", "/feeds/ai.json"));
  BOOST_TEST(site.rebuilder().problems().size() >= 1U);
  BOOST_TEST(lines_about("topics.yaml") == site.rebuilder().problems().size());
  site.rebuild({"topics.yaml"});
  site.rebuild_everything();
  BOOST_TEST(lines_about("topics.yaml") == 0U);
  directory.write("topics.yaml", "- name: AI\n  description: Mended\n");
  site.rebuild({"topics.yaml"});
  BOOST_TEST(site.shows("Mended", "/feeds/ai.json"));
  BOOST_TEST(site.rebuilder().problems().empty());
}

BOOST_FIXTURE_TEST_CASE(a_taxonomy_file_counts_as_deleted_after_its_grace, LastGood) {
  directory.write("_data/topics/ai.yaml", "- name: AI\n  description: Of thinking machines\n");
  site.rebuild({"_data/topics/ai.yaml"});
  for (const bool emptied : {false, true}) {
    if (emptied) {
      directory.write("_data/topics/ai.yaml", "");
    } else {
      directory.remove("_data/topics/ai.yaml");
    }
    site.rebuild({"_data/topics/ai.yaml"});
    BOOST_TEST(site.shows("Of thinking machines", "/feeds/ai.json"));
    site.pass(milliseconds(1100));
    BOOST_TEST(!site.shows("Of thinking machines", "/feeds/ai.json"));
    directory.write("_data/topics/ai.yaml", "- name: AI\n  description: Of thinking machines\n");
    site.rebuild({"_data/topics/ai.yaml"});
    BOOST_TEST(site.shows("Of thinking machines", "/feeds/ai.json"));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
