// SPDX-License-Identifier: MIT
#include "exporters/directory_json.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/exporters/rendered.hpp"
#include "tests/exporters/sample_site.hpp"

namespace feed_exporter {
namespace {

using testing::at_pointer;

boost::json::value parse(const Directory& directory) {
  return boost::json::parse(render_directory_json(directory));
}

BOOST_AUTO_TEST_SUITE(directory_json)

BOOST_AUTO_TEST_CASE(describes_the_site_and_every_topic) {
  const boost::json::value document =
      parse(testing::make_sample_magazine("https://example.org/news").directory);
  BOOST_TEST(at_pointer(document, "/version") == R"("feed-exporter-directory-1")");
  BOOST_TEST(at_pointer(document, "/title") == R"("Tidewater")");
  BOOST_TEST(at_pointer(document, "/home_page_url") == R"("https://example.org/news/")");
  BOOST_TEST(at_pointer(document, "/opml_url") == R"("https://example.org/news/feeds.opml")");
  BOOST_TEST(at_pointer(document, "/updated") == R"("2026-05-12T06:40:00Z")");
  BOOST_TEST(document.at("topics").as_array().size() == 11U);
  BOOST_TEST(at_pointer(document, "/topics/0/slug") == R"("all")");
  BOOST_TEST(at_pointer(document, "/topics/0/parent") == "-");
  BOOST_TEST(
      at_pointer(document, "/topics/6") ==
      R"({"slug":"sea-ice","title":"Sea Ice","description":"Ice that comes and goes with the seasons, and )"
      R"(ice that no longer comes.","parent":"oceans","parent_title":"Oceans","count":20,"newest":"2026-05-11T06:03:00Z",)"
      R"("newest_title":"Sea ice reaches its yearly low, a week earlier than usual","urls":{)"
      R"("html":"https://example.org/news/feeds/sea-ice","atom":"https://example.org/news/feeds/sea-ice.atom",)"
      R"("rss":"https://example.org/news/feeds/sea-ice.rss",)"
      R"("json":"https://example.org/news/feeds/sea-ice.json"}})");
}

BOOST_AUTO_TEST_CASE(leaves_out_what_is_not_known) {
  const boost::json::value document = parse(testing::make_empty_directory("https://example.org"));
  BOOST_TEST(at_pointer(document, "/topics/0/newest") == "-");
  BOOST_TEST(at_pointer(document, "/topics/0/newest_title") == "-");
  BOOST_TEST(at_pointer(document, "/topics/0/description") == "-");
  BOOST_TEST(at_pointer(document, "/topics/0/count") == "0");
}

BOOST_AUTO_TEST_CASE(names_parents_that_have_no_feed) {
  Directory directory = testing::make_empty_directory("https://example.org");
  BOOST_TEST(at_pointer(parse(directory), "/groups") == "-");
  directory.topics.front() = {.slug = "rye",
                              .title = "Rye",
                              .description = "",
                              .parent = "bread",
                              .articles = 1,
                              .newest_title = "",
                              .newest = {}};
  directory.groups = {{"bread", "Bread", "food"}, {"food", "Food", ""}};
  const boost::json::value document = parse(directory);
  BOOST_TEST(at_pointer(document, "/topics/0/parent") == R"("bread")");
  BOOST_TEST(at_pointer(document, "/topics/0/parent_title") == R"("Bread")");
  BOOST_TEST(at_pointer(document, "/groups") ==
             R"([{"slug":"bread","title":"Bread","parent":"food","parent_title":"Food"},)"
             R"({"slug":"food","title":"Food"}])");
}

BOOST_AUTO_TEST_CASE(keeps_names_as_they_are) {
  Directory directory = testing::make_empty_directory("https://example.org");
  directory.topics.front().title = "\"C++\" \\ 日本 😀 </script>";
  BOOST_TEST(parse(directory).at("topics").at(0).at("title").as_string() == "\"C++\" \\ 日本 😀 </script>");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
