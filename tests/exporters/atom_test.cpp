// SPDX-License-Identifier: MIT
#include "exporters/atom.hpp"

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
  const auto document = rendered_xml(feed, "atom");
  testing::check_nodes(*document, expectations);
}

BOOST_AUTO_TEST_SUITE(atom)

BOOST_AUTO_TEST_CASE(says_of_the_feed_all_that_the_site_says) {
  check(make_sample_feed("ai", "AI & <more>", {make_plain_entry("x")}),
        {{"/feed/@xml:lang", {"en"}},
         {"/feed/id", {"https://example.org/news/feeds/ai.atom"}},
         {"/feed/title", {"AI & <more>"}},
         {"/feed/title/@type", {"text"}},
         {"/feed/subtitle", {"The latest on AI & <more>"}},
         {"/feed/updated", {"2021-12-30T00:40:00Z"}},
         {"/feed/link[@rel='self']/@href", {"https://example.org/news/feeds/ai.atom"}},
         {"/feed/link[@rel='self']/@type", {"application/atom+xml"}},
         {"/feed/link[@rel='alternate'][@type='text/html']/@href", {"https://example.org/news/feeds/ai"}},
         {"/feed/link[@rel='alternate'][@type='application/rss+xml']/@href",
          {"https://example.org/news/feeds/ai.rss"}},
         {"/feed/link[@rel='alternate'][@type='application/feed+json']/@href",
          {"https://example.org/news/feeds/ai.json"}},
         {"/feed/author/name", {"Example Editors"}},
         {"/feed/generator", {"feed-exporter"}},
         {"/feed/generator/@uri", {"https://example.org/news/"}},
         {"/feed/icon", {"https://example.org/news/icon.png"}},
         {"/feed/logo", {"https://example.org/news/logo.png"}},
         {"/feed/rights", {"© 2026 Example & Co."}}});
}

BOOST_AUTO_TEST_CASE(leaves_out_what_the_site_does_not_say) {
  Feed feed = make_sample_feed("ai", "AI", {});
  feed.site = {.base_url = "http://127.0.0.1:8080", .author = "A"};
  check(feed, {{"/feed/icon | /feed/logo | /feed/rights | /feed/@xml:lang", {}}});
}

BOOST_AUTO_TEST_CASE(gives_an_empty_feed_its_fixed_date) {
  check(make_sample_feed("ai", "AI", {}), {{"/feed/updated", {"2026-01-01T00:00:00Z"}}, {"/feed/entry", {}}});
}

BOOST_AUTO_TEST_CASE(names_the_style_sheet_for_browsers) {
  const std::string text = rendered(make_sample_feed("ai", "AI", {}), "atom");
  BOOST_TEST(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<?xml-stylesheet type=\"text/css\" href=\"/news/feeds/feed.css\"?>\n"
                              "<feed xmlns=\"http://www.w3.org/2005/Atom\""),
             text.substr(0, 300));
}

BOOST_AUTO_TEST_CASE(dates_an_entry_by_its_change_else_its_publication) {
  struct Case {
    std::optional<std::chrono::seconds> later;
    std::string updated;
  };
  for (const Case& test : {Case{{}, "2021-12-30T00:40:00Z"}, Case{90s, "2021-12-30T00:41:30Z"}}) {
    Entry entry = make_plain_entry("x");
    if (test.later) entry.updated = entry.published + *test.later;
    check(make_sample_feed("ai", "AI", {entry}),
          {{"/feed/entry/published", {"2021-12-30T00:40:00Z"}}, {"/feed/entry/updated", {test.updated}}});
  }
}

BOOST_AUTO_TEST_CASE(links_an_entry_once_to_its_page_then_to_its_origin_files_and_kin) {
  check(with_entry([](Entry& entry) {
          entry.via = "https://origin.example/";
          entry.enclosures = {
              {.url = "https://f.example/a.zip", .title = "A", .media_type = "application/zip"},
              {.url = "https://f.example/b", .media_type = "audio/mpeg"}};
          entry.actions = {{.url = "https://a.example/", .title = "Try"}};
          entry.related = {{.url = "https://r.example/", .title = "R & S"}};
        }),
        {{"/feed/entry/link/@rel", {"alternate", "via", "enclosure", "enclosure", "related", "related"}},
         {"/feed/entry/link/@href",
          {"https://www.example.org/articles/x", "https://origin.example/", "https://f.example/a.zip",
           "https://f.example/b", "https://a.example/", "https://r.example/"}},
         {"/feed/entry/link/@title", {"A", "Try", "R & S"}},
         {"/feed/entry/link/@length", {}},
         {"/feed/entry/link/@type", {"text/html", "application/zip", "audio/mpeg"}}});
}

BOOST_AUTO_TEST_CASE(names_topics_category_and_type) {
  check(with_entry([](Entry& entry) {
          entry.topics = {{"c-plus-plus", "C++"}, {"ai", "AI"}};
          entry.category = "news";
          entry.type = "article";
        }),
        {{"/feed/entry/category/@term", {"c-plus-plus", "ai", "news"}},
         {"/feed/entry/category/@label", {"C++", "AI"}},
         {"/feed/entry/category[@label]/@scheme",
          {"https://example.org/news/schemes/topic", "https://example.org/news/schemes/topic"}},
         {"/feed/entry/category[not(@label)]/@scheme", {"https://example.org/news/schemes/category"}},
         {"/feed/entry/dc:type", {"article"}}});
}

BOOST_AUTO_TEST_CASE(names_the_authors_else_the_provider) {
  struct Case {
    std::vector<std::string> authors;
    std::string provider;
    Strings names;
    Strings publisher;
  };
  for (const Case& test : std::vector<Case>{{{"A", "B"}, "P", {"A", "B"}, {"P"}},
                                            {{}, "P", {"P"}, {"P"}},
                                            {{""}, "P", {"P"}, {"P"}},
                                            {{}, "", {}, {}}}) {
    Entry entry = make_plain_entry("x");
    entry.authors = test.authors;
    entry.provider.name = test.provider;
    check(make_sample_feed("ai", "AI", {entry}),
          {{"/feed/entry/author/name", test.names}, {"/feed/entry/dc:publisher", test.publisher}});
  }
}

BOOST_AUTO_TEST_CASE(carries_summary_as_text_and_body_as_html) {
  struct Case {
    std::string summary;
    std::string body;
    Strings summaries;
    Strings bodies;
  };
  for (const Case& test :
       std::vector<Case>{{"a < b & c", "<p>x &lt; y ]]&gt;</p>", {"a < b & c"}, {"<p>x &lt; y ]]&gt;</p>"}},
                         {"", "<p>x</p>", {}, {"<p>x</p>"}},
                         {"a", "", {"a"}, {}},
                         {"", "", {"Title of x"}, {}}}) {
    Entry entry = make_plain_entry("x");
    entry.summary = test.summary;
    entry.content_html = test.body;
    check(make_sample_feed("ai", "AI", {entry}), {{"/feed/entry/summary", test.summaries},
                                                  {"/feed/entry/summary[@type!='text']", {}},
                                                  {"/feed/entry/content", test.bodies},
                                                  {"/feed/entry/content[@type!='html']", {}}});
  }
}

BOOST_AUTO_TEST_CASE(says_an_entry_s_language_only_where_it_differs) {
  check(with_entry([](Entry& entry) { entry.language = "de"; }), {{"/feed/entry/@xml:lang", {"de"}}});
  check(with_entry([](Entry& entry) { entry.language = "en"; }), {{"/feed/entry/@xml:lang", {}}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
