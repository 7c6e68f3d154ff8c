// SPDX-License-Identifier: MIT
#include "exporters/format.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(format_table)

BOOST_AUTO_TEST_CASE(lists_the_page_then_atom_rss_and_json) {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  BOOST_TEST(names == (std::vector<std::string>{"page", "atom", "rss", "json"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(has_each_name_and_suffix_once) {
  std::set<std::string_view> names;
  std::set<std::string_view> suffixes;
  for (const Format& format : formats()) {
    BOOST_TEST(names.insert(format.name).second);
    BOOST_TEST(suffixes.insert(format.suffix).second);
    BOOST_TEST(!format.title.empty());
    BOOST_TEST(format.content_type.starts_with(format.media_type));
    BOOST_TEST((format.render != nullptr));
  }
}

BOOST_AUTO_TEST_CASE(finds_a_format_by_its_suffix) {
  for (const Format& format : formats()) BOOST_TEST(find_format(format.suffix) == &format);
  for (const char* unknown : {"xml", "Atom", ".atom", "atom "}) BOOST_TEST(find_format(unknown) == nullptr);
}

BOOST_AUTO_TEST_CASE(makes_paths_and_urls) {
  struct Case {
    std::string slug;
    std::string suffix;
    std::string path;
  };
  const std::vector<Case> cases = {
      {"ai", "", "/feeds/ai"},
      {"ai", "atom", "/feeds/ai.atom"},
      {"all", "json", "/feeds/all.json"},
      {"機", "rss", "/feeds/%E6%A9%9F.rss"},
  };
  for (const Case& test : cases) {
    const Format& format = *find_format(test.suffix);
    BOOST_TEST(feed_path(test.slug, format) == test.path);
    BOOST_TEST(feed_url(testing::make_sample_site(), test.slug, format) ==
               "https://example.org/news" + test.path);
  }
}

BOOST_AUTO_TEST_CASE(renders_as_many_long_entries_as_there_are) {
  std::vector<Entry> entries(100, testing::make_news_entry("a"));
  for (Entry& entry : entries) entry.content_html = "<p>" + std::string(64 * 1024, 'x') + "</p>";
  const Feed feed = testing::make_sample_feed("ai", "AI", entries);
  for (const Format& format : formats()) {
    std::string out;
    format.render(feed, out);
    if (format.subscribable) BOOST_TEST(out.size() > entries.size() * 64 * 1024);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
