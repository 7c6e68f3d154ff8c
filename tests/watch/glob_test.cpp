// SPDX-License-Identifier: MIT
#include "daemon/content/glob.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>

namespace feed_exporter {
namespace {

struct Case {
  const char* pattern;
  const char* path;
  bool matches;
};

BOOST_AUTO_TEST_SUITE(glob)

BOOST_AUTO_TEST_CASE(matches_names_and_folders) {
  const Case cases[] = {
      {"a.md", "a.md", true},
      {"a.md", "b.md", false},
      {"a.md", "x/a.md", false},
      {"*.md", "a.md", true},
      {"*.md", "x/a.md", false},
      {"*", "a.md", true},
      {"*/a.md", "x/a.md", true},
      {"*/a.md", "x/y/a.md", false},
      {"a*c.md", "abbc.md", true},
      {"a*c.md", "a/c.md", false},
      {"a*b*c", "aXbXbXc", true},
      {"a*b*c", "aXcXbX", false},
      {"**", "a.md", true},
      {"**/*.md", "a.md", true},
      {"**/*.md", "x/y/z/a.md", true},
      {"**/*.md", "x/y/z/a.txt", false},
      {"x/**/a.md", "x/a.md", true},
      {"x/**/a.md", "x/y/z/a.md", true},
      {"x/**/a.md", "y/x/a.md", false},
      {"**/x/**/a.md", "p/x/q/x/r/a.md", true},
      {"**/x/y", "x/x/y", true},
      {"x/**", "x/y/a.md", true},
      {"x/**", "x", true},
      {"x/**", "xy", false},
      {"a?c", "abc", false},
      {"a?c", "a?c", true},
      {"[ab]", "a", false},
      {"\xc3\xa4*", "\xc3\xa4\xc3\xb6.md", true},
      {"", "a.md", false},
      {"/", "a.md", false},
  };
  for (const Case& c : cases) {
    BOOST_TEST(matches_glob(c.pattern, c.path) == c.matches, c.pattern << " on " << c.path);
  }
}

BOOST_AUTO_TEST_CASE(covers_what_lies_below_a_folder) {
  const Case cases[] = {
      {"drafts", "drafts/a.md", true},    {"drafts/", "drafts/a/b.md", true},
      {"/drafts", "drafts/a.md", true},   {"drafts", "drafts2/a.md", false},
      {"drafts", "x/drafts/a.md", false}, {"**/drafts", "x/drafts/a.md", true},
      {"*/old", "news/old/2020/a", true}, {"*/old", "old/a", false},
  };
  for (const Case& c : cases) {
    BOOST_TEST(matches_glob(c.pattern, c.path) == c.matches, c.pattern << " on " << c.path);
  }
}

// By plain backtracking this would take longer than the universe is old.
BOOST_AUTO_TEST_CASE(ends_on_hostile_patterns) {
  std::string pattern;
  std::string folders;
  for (int i = 0; i < 50; ++i) {
    pattern += "**/a*a*a*b/";
    folders += "aaaaaaaaaaaaaaaaaaaaaaaaaaaa/";
  }
  BOOST_TEST(!matches_glob(pattern, folders + "c"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
