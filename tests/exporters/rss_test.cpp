// SPDX-License-Identifier: MIT
#include "exporters/rss.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/exporters/rendered.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;
using testing::find_all;
using testing::make_plain_entry;
using testing::make_sample_feed;
using testing::rendered;
using testing::rendered_xml;
using testing::with_entry;

using Strings = std::vector<std::string>;

void check(const Feed& feed, const std::vector<testing::Expectation>& expectations) {
  const auto document = rendered_xml(feed, "rss");
  const pugi::xml_node channel = document->child("rss").child("channel");
  testing::check_nodes(channel, expectations);
}

BOOST_AUTO_TEST_SUITE(rss)

BOOST_AUTO_TEST_CASE(says_of_the_channel_all_that_the_site_says) {
  check(make_sample_feed("ai", "AI & <more>", {make_plain_entry("x")}),
        {{"title", {"AI & <more>"}},
         {"link", {"https://example.org/news/feeds/ai"}},
         {"description", {"The latest on AI & <more>"}},
         {"atom:link[@rel='self']/@href", {"https://example.org/news/feeds/ai.rss"}},
         {"atom:link[@rel='self']/@type", {"application/rss+xml"}},
         {"atom:link[@rel='alternate']/@href",
          {"https://example.org/news/feeds/ai.atom", "https://example.org/news/feeds/ai.json"}},
         {"atom:link[@rel='alternate']/@type", {"application/atom+xml", "application/feed+json"}},
         {"language", {"en"}},
         {"copyright", {"© 2026 Example & Co."}},
         {"lastBuildDate", {"Thu, 30 Dec 2021 00:40:00 GMT"}},
         {"pubDate", {}},
         {"docs", {"https://www.rssboard.org/rss-specification"}},
         {"ttl", {"15"}},
         {"sy:updatePeriod", {"hourly"}},
         {"sy:updateFrequency", {"4"}},
         {"image/url", {"https://example.org/news/image.png"}},
         {"image/title", {"AI & <more>"}},
         {"image/link", {"https://example.org/news/feeds/ai"}}});
}

BOOST_AUTO_TEST_CASE(names_the_program_and_its_version) {
  const auto document = rendered_xml(make_sample_feed("ai", "AI", {}), "rss");
  const Strings generator = find_all(*document, "/rss/channel/generator");
  BOOST_REQUIRE(generator.size() == 1);
  BOOST_TEST(generator.front().starts_with("feed-exporter "));
}

BOOST_AUTO_TEST_CASE(leaves_out_what_the_site_does_not_say) {
  Feed feed = make_sample_feed("ai", "AI", {});
  feed.site = {.base_url = "http://127.0.0.1:8080", .author = "A"};
  check(feed, {{"language | copyright | image | ttl | sy:updatePeriod | sy:updateFrequency", {}},
               {"lastBuildDate", {"Thu, 01 Jan 2026 00:00:00 GMT"}}});
}

BOOST_AUTO_TEST_CASE(spells_titles_as_the_best_practices_profile_asks) {
  const std::string text = rendered(with_entry([](Entry& entry) { entry.title = "AT&T <b> &amp;"; }), "rss");
  BOOST_TEST(text.find("<title>AT&#x26;T &#x3C;b&#x3E; &#x26;amp;</title>") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(escapes_the_summary_twice_and_puts_it_before_the_body) {
  const Feed feed = with_entry([](Entry& entry) {
    entry.summary = "a < b & \"c\"";
    entry.content_html = "<p>x &lt; y</p>";
  });
  check(feed, {{"item/description", {"a &lt; b &amp; \"c\""}},
               {"item/content:encoded", {"<p>x &lt; y</p>"}},
               {"item/description/following-sibling::content:encoded", {"<p>x &lt; y</p>"}}});
}

BOOST_AUTO_TEST_CASE(has_no_empty_description_or_body) {
  check(with_entry([](Entry&) {}), {{"item/description | item/content:encoded", {}}});
}

BOOST_AUTO_TEST_CASE(identifies_an_item_by_an_id_that_is_no_link) {
  check(with_entry([](Entry&) {}), {{"item/guid", {"tag:example.org,2026:articles/x"}},
                                    {"item/guid/@isPermaLink", {"false"}},
                                    {"item/link", {"https://www.example.org/articles/x"}}});
}

BOOST_AUTO_TEST_CASE(says_when_an_item_changed_only_where_the_seed_does) {
  check(with_entry([](Entry&) {}),
        {{"item/pubDate", {"Thu, 30 Dec 2021 00:40:00 GMT"}}, {"item/atom:updated", {}}});
  check(
      with_entry([](Entry& entry) { entry.updated = entry.published + 1h; }),
      {{"item/pubDate", {"Thu, 30 Dec 2021 00:40:00 GMT"}}, {"item/atom:updated", {"2021-12-30T01:40:00Z"}}});
}

BOOST_AUTO_TEST_CASE(names_creators_by_dublin_core_and_never_by_author) {
  check(with_entry([](Entry& entry) {
          entry.authors = {"A", "B"};
          entry.provider.name = "P";
        }),
        {{"item/dc:creator", {"A", "B"}}, {"item/dc:publisher", {"P"}}, {"item/author", {}}});
  check(with_entry([](Entry& entry) { entry.provider.name = "P"; }), {{"item/dc:creator", {"P"}}});
  check(with_entry([](Entry&) {}), {{"item/dc:creator | item/dc:publisher", {}}});
}

BOOST_AUTO_TEST_CASE(names_topics_category_type_and_language) {
  check(with_entry([](Entry& entry) {
          entry.topics = {{"c-plus-plus", "C++"}, {"ai", "AI"}};
          entry.category = "news";
          entry.type = "article";
          entry.language = "de";
        }),
        {{"item/category", {"C++", "AI", "news"}},
         {"item/category/@domain",
          {"https://example.org/news/schemes/topic", "https://example.org/news/schemes/topic",
           "https://example.org/news/schemes/category"}},
         {"item/dc:type", {"article"}},
         {"item/dc:language", {"de"}}});
}

BOOST_AUTO_TEST_CASE(encloses_the_first_file_and_links_all_others) {
  check(with_entry([](Entry& entry) {
          entry.via = "https://origin.example/";
          entry.enclosures = {
              {.url = "https://f.example/a.zip", .title = "A", .media_type = "application/zip"},
              {.url = "https://f.example/b.mp3", .title = "B", .media_type = "audio/mpeg"}};
          entry.actions = {{.url = "https://a.example/", .title = "Try"}};
          entry.related = {{.url = "https://r.example/", .title = "R"}};
        }),
        {{"item/enclosure/@url", {"https://f.example/a.zip"}},
         {"item/enclosure/@length", {"0"}},
         {"item/enclosure/@type", {"application/zip"}},
         {"item/atom:link/@rel", {"via", "related", "related", "related"}},
         {"item/atom:link/@href",
          {"https://origin.example/", "https://f.example/b.mp3", "https://a.example/", "https://r.example/"}},
         {"item/atom:link/@title", {"B", "Try", "R"}}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
