// SPDX-License-Identifier: MIT
#include "exporters/entry_body.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

using testing::make_plain_entry;

BOOST_AUTO_TEST_SUITE(entry_body)

BOOST_AUTO_TEST_CASE(stands_a_linked_picture_in_for_a_player) {
  struct Case {
    std::string type;
    std::string image;
    std::string html;
    std::string body;
  };
  for (const Case& test : std::vector<Case>{
           {"article", "https://i.example/?a=1&b=2", "<p>x</p>",
            "<p><a href=\"https://p.example/?v=1&amp;w=2\"><img src=\"https://i.example/?a=1&amp;b=2\" "
            "alt=\"A &quot;B&quot;\"></a></p><p>x</p>"},
           {"article", "", "",
            "<p><a href=\"https://p.example/?v=1&amp;w=2\">A \"B\"</a></p><p>1 &lt; 2</p>"},
           {"video", "", "",
            "<p><a href=\"https://www.example.org/articles/x\">A \"B\"</a></p><p>1 &lt; 2</p>"},
       }) {
    Entry entry = make_plain_entry("x");
    entry.title = "A \"B\"";
    entry.type = test.type;
    entry.player = "https://p.example/?v=1&w=2";
    entry.summary = "1 < 2";
    entry.content_html = test.html;
    if (!test.image.empty()) entry.images = {{.url = test.image}};
    std::string storage;
    BOOST_TEST(body_html(entry, storage) == test.body);
  }
}

BOOST_AUTO_TEST_CASE(is_the_article_itself_where_nothing_plays) {
  Entry entry = make_plain_entry("x");
  entry.content_html = "<p>x</p>";
  entry.images = {{.url = "https://i.example/"}};
  std::string storage;
  BOOST_TEST(body_html(entry, storage) == "<p>x</p>");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
