// SPDX-License-Identifier: MIT
#include "daemon/content/seed_path.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(seed_path)

BOOST_AUTO_TEST_CASE(takes_seeds_by_extension) {
  const SeedSettings settings;
  for (const char* path : {"a.md", "a.markdown", "a.txt", "a.html", "_news/a b.md", "x/y/z/\xc3\xa4.md"}) {
    BOOST_TEST(is_seed_path(path, settings), path);
  }
  for (const char* path : {"", "a", "md", "a.MD", "a.htm", "a.yaml", "a.md/", "a.md/b", "/a.md", "x//a.md",
                           "../a.md", "x/../a.md", "./a.md"}) {
    BOOST_TEST(!is_seed_path(path, settings), path);
  }
}

BOOST_AUTO_TEST_CASE(passes_over_hidden_files_and_leftovers) {
  const SeedSettings settings;
  for (const char* path : {".a.md", ".git/a.md", "x/.a.md.swp", ".#a.md", "#a.md#", "a.md~", "a.swp", "a.swx",
                           "a.tmp", "a.bck", "4913", ".goutputstream-ABC123", ".a.md.Xy12Zz", "sedAbCdEf",
                           "old~/a.md", "x.tmp/a.md", ".hidden/x/a.md"}) {
    BOOST_TEST(!is_seed_path(path, settings), path);
    BOOST_TEST(!is_content_path(path, settings), path);
  }
}

BOOST_AUTO_TEST_CASE(obeys_include_and_exclude_patterns) {
  SeedSettings settings;
  settings.include = {"news", "**/*.html"};
  settings.exclude = {"news/old", "**/draft-*"};
  BOOST_TEST(is_seed_path("news/a.md", settings));
  BOOST_TEST(is_seed_path("pages/x/a.html", settings));
  BOOST_TEST(!is_seed_path("pages/x/a.md", settings));
  BOOST_TEST(!is_seed_path("news/old/a.md", settings));
  BOOST_TEST(!is_seed_path("news/draft-a.md", settings));
  BOOST_TEST(!is_watched_folder("news/old", settings));
  BOOST_TEST(!is_watched_folder("news/old/2020", settings));
  BOOST_TEST(is_watched_folder("pages/x", settings));
}

BOOST_AUTO_TEST_CASE(reads_the_taxonomy_whatever_is_included) {
  SeedSettings settings;
  settings.include = {"news"};
  BOOST_TEST(is_content_path("_data/topics/a.yaml", settings));
  BOOST_TEST(!is_seed_path("_data/topics/a.yaml", settings));
  BOOST_TEST(!is_content_path("_data/topics/.a.yaml", settings));
  settings.exclude = {"_data"};
  BOOST_TEST(!is_content_path("_data/topics/a.yaml", settings));
}

BOOST_AUTO_TEST_CASE(stops_at_the_depth_limit) {
  SeedSettings settings;
  settings.max_directory_depth = 2;
  BOOST_TEST(is_seed_path("a/b/c.md", settings));
  BOOST_TEST(!is_seed_path("a/b/c/d.md", settings));
  BOOST_TEST(is_watched_folder("", settings));
  BOOST_TEST(is_watched_folder("a/b", settings));
  BOOST_TEST(!is_watched_folder("a/b/c", settings));
  settings.max_directory_depth = 0;
  BOOST_TEST(is_seed_path("c.md", settings));
  BOOST_TEST(!is_seed_path("a/c.md", settings));
  BOOST_TEST(!is_watched_folder("a", settings));
}

BOOST_AUTO_TEST_CASE(looks_into_folders_that_are_not_hidden) {
  const SeedSettings settings;
  for (const char* path : {"", "a", "_news/x", "a.md"}) BOOST_TEST(is_watched_folder(path, settings), path);
  for (const char* path : {".git", "a/.cache", "x~", "a/../b"}) {
    BOOST_TEST(!is_watched_folder(path, settings), path);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
