// SPDX-License-Identifier: MIT
// What must not break a document even if the cleaning before it has failed.
#include <boost/test/unit_test.hpp>

#include "tests/exporters/rendered.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

using testing::find_all;
using testing::rendered;
using testing::rendered_xml;

BOOST_AUTO_TEST_SUITE(hostile_text)

BOOST_AUTO_TEST_CASE(control_characters_never_reach_xml) {
  Entry entry = testing::make_plain_entry("x");
  entry.title =
      "a\x01\x02\x0b\x1f"
      "b";
  entry.content_html = "<p>\x08</p>";
  entry.related = {{.url = "https://r.example/",
                    .title = "c\x01\x1f"
                             "d"}};
  const Feed feed = testing::make_sample_feed("ai", "AI", {entry});
  for (const char* suffix : {"atom", "rss"}) {
    const std::string text = rendered(feed, suffix);
    for (const char c : text) BOOST_TEST((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
    BOOST_TEST(text.find("&#0") == std::string::npos);
    BOOST_TEST(text.find("&#1") == std::string::npos);
    BOOST_TEST(text.find(">ab<") != std::string::npos);
    BOOST_TEST(text.find("title=\"cd\"") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(line_breaks_and_tabs_in_attributes_become_spaces) {
  Entry entry = testing::make_plain_entry("x");
  entry.related = {{.url = "https://r.example/", .title = "a\nb\r\nc\td"}};
  const auto document = rendered_xml(testing::make_sample_feed("ai", "AI", {entry}), "atom");
  BOOST_TEST(
      find_all(*document, "/feed/entry/link[@rel='related']/@title") == std::vector<std::string>{"a b  c d"},
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_document_holds_an_iframe_or_a_cdata_section) {
  for (const testing::SampleFeed& sample : testing::make_sample_feeds()) {
    for (const char* suffix : {"atom", "rss"}) {
      const std::string text = rendered(sample.feed, suffix);
      BOOST_TEST(text.find("iframe") == std::string::npos);
      BOOST_TEST(text.find("<![CDATA[") == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
