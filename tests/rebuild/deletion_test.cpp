// SPDX-License-Identifier: MIT
// What vanishes from the directory, and when a reader is told so.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Twenty articles in two folders.
struct Twenty {
  Twenty() : site(settings_for(directory)) {
    for (int i = 0; i < 20; ++i) directory.write(path(i), seed_named(name(i)));
    site.rebuild_everything();
    site.pass(seconds(5));
    before = contents(site.snapshot());
    BOOST_REQUIRE(site.stats().articles == 20U);
  }
  static std::string name(int i) { return "fruit" + std::to_string(100 + i); }
  static std::string path(int i) { return (i < 10 ? "news/" : "guides/") + name(i) + ".md"; }
  std::vector<std::string> remove(int first, int last) const {
    std::vector<std::string> paths;
    for (int i = first; i < last; ++i) {
      directory.remove(path(i));
      paths.push_back(path(i));
    }
    return paths;
  }
  std::vector<std::string> restore(int first, int last) const {
    std::vector<std::string> paths;
    for (int i = first; i < last; ++i) {
      directory.write(path(i), seed_named(name(i)));
      paths.push_back(path(i));
    }
    return paths;
  }

  SeedDirectory directory;
  SeedSite site;
  std::map<std::string, std::string> before;
};

BOOST_AUTO_TEST_SUITE(deletion)

BOOST_FIXTURE_TEST_CASE(counts_after_the_grace, Twenty) {
  BOOST_TEST(site.rebuild(remove(3, 4)) == nullptr);
  BOOST_TEST(site.pass(milliseconds(999)) == nullptr);
  BOOST_TEST(site.shows("About fruit103"));
  BOOST_TEST(site.pass(milliseconds(1)) != nullptr);
  BOOST_TEST(!site.shows("About fruit103"));
  BOOST_TEST(site.stats().files == 19U);
}

BOOST_FIXTURE_TEST_CASE(is_none_if_the_file_comes_back_unseen, Twenty) {
  site.rebuild(remove(3, 4));
  restore(3, 4);
  // No batch tells of it: the look at the end of the grace does.
  BOOST_TEST(site.pass(seconds(5)) == nullptr);
  BOOST_TEST(site.shows("About fruit103"));
  BOOST_TEST(!site.rebuilder().next_tick().has_value());
}

struct Half {
  const char* text;
};

const Half halves[] = {
    {""}, {"---"}, {"---\ntitle: \"About fr"}, {"---\ntitle: About fruit103\n"}, {"no front matter"}};

BOOST_FIXTURE_TEST_CASE(is_none_while_a_file_is_written_anew, Twenty) {
  for (const Half& half : halves) {
    BOOST_TEST_CONTEXT("half: " << half.text) {
      site.rebuild(remove(3, 4));
      site.pass(milliseconds(300));
      directory.write(path(3), half.text);
      site.rebuild({path(3)});
      BOOST_TEST(site.shows("About fruit103"));
      site.pass(milliseconds(300));
      site.rebuild(restore(3, 4));
      site.pass(seconds(5));
      BOOST_TEST(difference(before, contents(site.snapshot())) == "");
    }
  }
}

BOOST_FIXTURE_TEST_CASE(counts_for_an_emptied_file_after_the_grace, Twenty) {
  directory.write(path(3), "");
  site.rebuild({path(3)});
  BOOST_TEST(site.shows("About fruit103"));
  site.pass(seconds(1));
  BOOST_TEST(!site.shows("About fruit103"));
  BOOST_TEST(site.stats().files == 20U);
  BOOST_TEST(site.stats().not_seeds == 1U);
  site.rebuild(restore(3, 4));
  BOOST_TEST(difference(before, contents(site.snapshot())) == "");
}

BOOST_FIXTURE_TEST_CASE(of_a_folder_is_seen_when_the_folder_is_named, Twenty) {
  directory.remove("news");
  site.rebuild_folder("news");
  BOOST_TEST(site.stats().articles == 20U);
  site.pass(seconds(1));
  BOOST_TEST(site.stats().articles == 10U);
  BOOST_TEST(!site.shows("About fruit103"));
}

BOOST_FIXTURE_TEST_CASE(a_rename_never_shows_twice_and_never_loses, Twenty) {
  directory.rename(path(3), "moved/fruit103.md");
  BOOST_TEST(site.rebuild({path(3), "moved/fruit103.md"}) != nullptr);
  const auto feed = site.body("/feeds/all.json");
  const std::string needle = "\"title\":\"About fruit103\"";
  BOOST_REQUIRE(feed.has_value());
  const std::size_t first = feed->find(needle);
  BOOST_TEST(first != std::string::npos);
  BOOST_TEST(feed->find(needle, first + 1) == std::string::npos);
  BOOST_TEST(feed->find("moved/fruit103") != std::string::npos);
  BOOST_TEST(site.rebuilder().problems().empty());
  BOOST_TEST(site.stats().articles == 20U);
  const auto after = contents(site.snapshot());
  site.pass(seconds(5));
  BOOST_TEST(difference(after, contents(site.snapshot())) == "");
}

BOOST_FIXTURE_TEST_CASE(a_rename_with_an_edit_is_shown_once_throughout, Twenty) {
  site.take_log();
  directory.remove(path(3));
  SeedText seed;
  seed.title = "About fruit103 again";
  seed.url = "https://example.org/fruit103";
  directory.write("moved/fruit103.md", seed.text());
  site.rebuild({path(3), "moved/fruit103.md"});
  BOOST_TEST(site.stats().articles == 20U);
  site.pass(seconds(5));
  BOOST_TEST(site.stats().articles == 20U);
  BOOST_TEST(site.shows("About fruit103 again"));
  BOOST_TEST(site.take_log().empty());
}

BOOST_FIXTURE_TEST_CASE(a_renamed_folder_is_no_mass_deletion, Twenty) {
  directory.rename("news", "old/news");
  directory.rename("guides", "old/guides");
  site.rebuild_everything();
  BOOST_TEST(site.stats().articles == 20U);
  site.pass(seconds(5));
  BOOST_TEST(site.stats().articles == 20U);
  BOOST_TEST(site.stats().degraded.empty());
  BOOST_TEST(site.stats().files == 20U);
}

BOOST_FIXTURE_TEST_CASE(a_renamed_folder_with_edits_is_no_mass_deletion, Twenty) {
  // Half of them are known again by their URL, half by their id; one more is deleted in earnest.
  const auto seed_of = [](int i, const std::string& title, const std::string& url) {
    SeedText seed;
    seed.title = title + name(i);
    seed.url = "https://example.org/" + name(i) + (i % 2 == 0 ? "" : url);
    if (i % 2 != 0) seed.extra = "id: \"urn:fruit:" + std::to_string(i) + "\"\n";
    return seed.text();
  };
  for (int i = 0; i < 20; ++i) directory.write(path(i), seed_of(i, "About ", "/a"));
  directory.write("news/last.md", seed_named("last"));
  site.rebuild_everything();
  site.pass(minutes(1));
  BOOST_REQUIRE(site.stats().articles == 21U);

  directory.remove("news");
  directory.remove("guides");
  for (int i = 0; i < 20; ++i) directory.write("moved/" + name(i) + ".md", seed_of(i, "Now about ", "/b"));
  site.rebuild_everything();
  BOOST_TEST(site.stats().articles == 21U);
  site.pass(seconds(2));
  BOOST_TEST(site.stats().degraded.empty());
  BOOST_TEST(site.stats().files == 20U);
  BOOST_TEST(site.shows("Now about fruit104"));
  BOOST_TEST(site.shows("Now about fruit105"));
}

BOOST_FIXTURE_TEST_CASE(of_more_than_half_is_held_and_said, Twenty) {
  site.rebuild(remove(0, 11));
  site.pass(seconds(60));
  BOOST_TEST(site.stats().articles == 20U);
  BOOST_TEST(site.stats().deletions_held);
  BOOST_REQUIRE(site.stats().degraded.size() == 1U);
  BOOST_TEST(site.stats().degraded[0].find("SIGHUP") != std::string::npos);
  BOOST_TEST(site.snapshot().readiness.ready);
  BOOST_REQUIRE(site.snapshot().readiness.reasons.size() == 1U);
  BOOST_TEST(site.snapshot().readiness.reasons[0] == site.stats().degraded[0]);
  BOOST_TEST(site.shows("SIGHUP", "/"));
}

BOOST_FIXTURE_TEST_CASE(that_is_held_ends_by_confirmation, Twenty) {
  site.rebuild(remove(0, 11));
  site.pass(seconds(60));
  site.rebuilder().confirm_deletions();
  BOOST_REQUIRE(site.rebuilder().next_tick().has_value());
  BOOST_TEST((*site.rebuilder().next_tick() <= site.clock().steady()));
  BOOST_TEST(site.rebuilder().rebuild() != nullptr);
  BOOST_TEST(site.stats().articles == 9U);
  BOOST_TEST(!site.stats().deletions_held);
  BOOST_TEST(site.snapshot().readiness.reasons.empty());
}

BOOST_FIXTURE_TEST_CASE(that_is_held_ends_after_its_time, Twenty) {
  site.rebuild(remove(0, 11));
  site.pass(minutes(14));
  BOOST_TEST(site.stats().articles == 20U);
  site.pass(minutes(2));
  BOOST_TEST(site.stats().articles == 9U);
  BOOST_TEST(site.stats().degraded.empty());
}

BOOST_FIXTURE_TEST_CASE(that_is_held_ends_when_the_files_come_back, Twenty) {
  site.rebuild(remove(0, 11));
  site.pass(seconds(60));
  site.rebuild(restore(0, 5));
  BOOST_TEST(site.stats().degraded.empty());
  site.pass(milliseconds(500));
  site.rebuild(restore(5, 11));
  site.pass(seconds(60));
  BOOST_TEST(difference(before, contents(site.snapshot())) == "");
}

BOOST_FIXTURE_TEST_CASE(that_is_held_does_not_hold_up_other_changes, Twenty) {
  site.rebuild(remove(0, 11));
  site.pass(seconds(60));
  directory.write("new.md", seed_named("novelty"));
  site.rebuild({"new.md"});
  BOOST_TEST(site.shows("About novelty"));
  BOOST_TEST(site.stats().deletions_held);
}

BOOST_FIXTURE_TEST_CASE(by_unpublishing_is_an_edit_and_not_held, Twenty) {
  std::vector<std::string> paths;
  for (int i = 0; i < 15; ++i) {
    SeedText seed;
    seed.title = "About " + name(i);
    seed.url = "https://example.org/" + name(i);
    seed.extra = "published: false\n";
    directory.write(path(i), seed.text());
    paths.push_back(path(i));
  }
  site.rebuild(paths);
  BOOST_TEST(site.stats().articles == 5U);
  BOOST_TEST(site.stats().degraded.empty());
}

BOOST_FIXTURE_TEST_CASE(by_breaking_the_front_matter_of_many_is_held, Twenty) {
  std::vector<std::string> paths;
  for (int i = 0; i < 15; ++i) {
    directory.write(path(i), i % 2 == 0 ? "" : "---\ndescription: nothing\n---\n");
    paths.push_back(path(i));
  }
  site.rebuild(paths);
  site.pass(seconds(60));
  BOOST_TEST(site.stats().articles == 20U);
  BOOST_TEST(site.stats().deletions_held);
}

BOOST_FIXTURE_TEST_CASE(of_everything_at_once_is_none, Twenty) {
  directory.clear();
  site.rebuild_everything();
  site.pass(minutes(60));
  BOOST_TEST(site.stats().articles == 20U);
  BOOST_TEST(site.snapshot().readiness.ready);
  BOOST_REQUIRE(site.snapshot().readiness.reasons.size() == 1U);
  BOOST_TEST(site.snapshot().readiness.reasons[0].find("empty") != std::string::npos);
  restore(0, 20);
  site.rebuild_everything();
  BOOST_TEST(difference(before, contents(site.snapshot())) == "");
  BOOST_TEST(site.stats().degraded.empty());
}

BOOST_FIXTURE_TEST_CASE(of_the_root_is_none, Twenty) {
  const std::filesystem::path aside = (directory / "").parent_path().parent_path() / "aside";
  std::filesystem::rename(directory.root(), aside);
  BOOST_TEST(site.rebuild_everything() != nullptr);
  BOOST_TEST(!site.snapshot().readiness.ready);
  BOOST_TEST(site.stats().degraded.size() == 1U);
  site.pass(minutes(60));
  BOOST_TEST(site.stats().articles == 20U);
  BOOST_TEST(site.shows("About fruit103"));
  std::filesystem::rename(aside, directory.root());
  // Without a batch, too, the root is looked for.
  BOOST_TEST(site.pass(seconds(3)) != nullptr);
  BOOST_TEST(difference(before, contents(site.snapshot())) == "");
}

BOOST_FIXTURE_TEST_CASE(of_the_root_just_after_its_files_is_none, Twenty) {
  site.rebuild(remove(0, 2));
  const std::filesystem::path aside = (directory / "").parent_path().parent_path() / "aside";
  std::filesystem::rename(directory.root(), aside);
  site.pass(minutes(1));
  BOOST_TEST(site.stats().articles == 20U);
  std::filesystem::rename(aside, directory.root());
  restore(0, 2);
  site.pass(seconds(3));
  BOOST_TEST(difference(before, contents(site.snapshot())) == "");
}

BOOST_FIXTURE_TEST_CASE(is_seen_in_a_root_that_was_replaced, Twenty) {
  const std::filesystem::path aside = (directory / "").parent_path().parent_path() / "aside";
  std::filesystem::rename(directory.root(), aside);
  restore(0, 15);
  site.rebuild_everything();
  BOOST_TEST(site.stats().articles == 20U);
  site.pass(seconds(3));
  BOOST_TEST(site.stats().articles == 15U);
}

BOOST_FIXTURE_TEST_CASE(leaves_unfinished_files_as_they_were, Twenty) {
  directory.write(path(3), "");
  Batch batch;
  batch.everything = true;
  batch.unfinished = {path(3)};
  BOOST_TEST(site.rebuild(batch) == nullptr);
  BOOST_TEST(site.pass(seconds(60)) == nullptr);
  BOOST_TEST(site.shows("About fruit103"));
  site.rebuild({path(3)});
  site.pass(seconds(2));
  BOOST_TEST(!site.shows("About fruit103"));
}

BOOST_AUTO_TEST_CASE(a_root_that_is_missing_at_the_start_is_waited_for) {
  const SeedDirectory directory;
  std::filesystem::remove(directory.root());
  SeedSite site(settings_for(directory));
  site.rebuild_everything();
  BOOST_REQUIRE(site.rebuilder().snapshot() != nullptr);
  BOOST_TEST(!site.snapshot().readiness.ready);
  BOOST_TEST(site.snapshot().readiness.reasons.size() == 1U);
  BOOST_TEST(site.take_log().size() == 1U);
  site.pass(minutes(1));
  BOOST_TEST(site.take_log().empty());
  directory.write("a.md", seed_named("apples"));
  site.pass(seconds(3));
  BOOST_TEST(site.snapshot().readiness.ready);
  BOOST_TEST(site.snapshot().readiness.reasons.empty());
  BOOST_TEST(site.shows("About apples"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
