// SPDX-License-Identifier: MIT
#include "exporters/json_feed.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/exporters/rendered.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;
using testing::at_pointer;
using testing::make_plain_entry;
using testing::make_sample_feed;
using testing::rendered_json;
using testing::with_entry;

struct Expectation {
  std::string pointer;
  /// JSON text; `-`: there is no such member.
  std::string value;
};

void check(const Feed& feed, const std::vector<Expectation>& expectations) {
  const boost::json::value document = rendered_json(feed);
  for (const Expectation& expected : expectations) {
    BOOST_TEST_CONTEXT(expected.pointer) {
      BOOST_TEST(at_pointer(document, expected.pointer) == expected.value);
    }
  }
}

BOOST_AUTO_TEST_SUITE(json_feed)

BOOST_AUTO_TEST_CASE(says_of_the_feed_all_that_the_site_says) {
  check(make_sample_feed("ai", "AI & <more>", {make_plain_entry("x")}),
        {{"/version", R"("https://jsonfeed.org/version/1.1")"},
         {"/title", R"("AI & <more>")"},
         {"/home_page_url", R"("https://example.org/news/feeds/ai")"},
         {"/feed_url", R"("https://example.org/news/feeds/ai.json")"},
         {"/description", R"("The latest on AI & <more>")"},
         {"/icon", R"("https://example.org/news/icon.png")"},
         {"/favicon", R"("https://example.org/news/icon.png")"},
         {"/authors", R"([{"name":"Example Editors"}])"},
         {"/author", "-"},
         {"/language", R"("en")"},
         {"/_feed_exporter/about", R"("https://example.org/news/")"},
         {"/_feed_exporter/updated", R"("2021-12-30T00:40:00Z")"},
         {"/_feed_exporter/generator/name", R"("feed-exporter")"}});
}

BOOST_AUTO_TEST_CASE(leaves_out_what_nobody_says) {
  Feed feed = make_sample_feed("ai", "AI", {});
  feed.site = {.base_url = "http://127.0.0.1:8080", .author = "A"};
  check(feed, {{"/icon", "-"},
               {"/favicon", "-"},
               {"/language", "-"},
               {"/items", "[]"},
               {"/_feed_exporter/updated", R"("2026-01-01T00:00:00Z")"}});
}

BOOST_AUTO_TEST_CASE(writes_an_entry_that_says_no_more_than_it_must) {
  check(with_entry([](Entry&) {}),
        {{"/items",
          R"([{"id":"tag:example.org,2026:articles/x","url":"https://www.example.org/articles/x",)"
          R"("title":"Title of x","content_text":"Title of x","date_published":"2021-12-30T00:40:00Z"}])"}});
}

BOOST_AUTO_TEST_CASE(has_exactly_one_of_content_html_and_content_text) {
  struct Case {
    std::string summary;
    std::string body;
    std::string html_value;
    std::string text_value;
    std::string summary_value;
  };
  for (const Case& test : std::vector<Case>{{"s", "<p>x</p>", R"("<p>x</p>")", "-", R"("s")"},
                                            {"", "<p>x</p>", R"("<p>x</p>")", "-", "-"},
                                            {"a < b", "", "-", R"("a < b")", R"("a < b")"},
                                            {"", "", "-", R"("Title of x")", "-"}}) {
    Entry entry = make_plain_entry("x");
    entry.summary = test.summary;
    entry.content_html = test.body;
    check(make_sample_feed("ai", "AI", {entry}), {{"/items/0/content_html", test.html_value},
                                                  {"/items/0/content_text", test.text_value},
                                                  {"/items/0/summary", test.summary_value}});
  }
}

BOOST_AUTO_TEST_CASE(dates_a_change_only_where_the_seed_does) {
  check(with_entry([](Entry&) {}), {{"/items/0/date_modified", "-"}});
  check(with_entry([](Entry& entry) { entry.updated = entry.published + 1s; }),
        {{"/items/0/date_modified", R"("2021-12-30T00:40:01Z")"}});
}

BOOST_AUTO_TEST_CASE(carries_links_authors_tags_and_language) {
  check(with_entry([](Entry& entry) {
          entry.via = "https://origin.example/";
          entry.authors = {"A", "", "B"};
          entry.topics = {{"c-plus-plus", "C++"}, {"ai", "AI"}};
          entry.language = "de";
          entry.images = {{.url = "https://i.example/1"}, {.url = "https://i.example/2"}};
        }),
        {{"/items/0/external_url", R"("https://origin.example/")"},
         {"/items/0/authors", R"([{"name":"A"},{"name":"B"}])"},
         {"/items/0/tags", R"(["C++","AI"])"},
         {"/items/0/language", R"("de")"},
         {"/items/0/image", R"("https://i.example/1")"}});
  check(with_entry([](Entry& entry) { entry.provider.name = "P"; }),
        {{"/items/0/authors", R"([{"name":"P"}])"}});
}

BOOST_AUTO_TEST_CASE(attaches_files_with_a_type_and_each_title_once) {
  check(with_entry([](Entry& entry) {
          entry.duration = 61s;
          entry.enclosures = {{.url = "https://f.example/1", .title = "Get", .media_type = "application/pdf"},
                              {.url = "https://f.example/2", .title = "Get", .media_type = "video/mp4"},
                              {.url = "https://f.example/3", .media_type = "audio/mpeg"}};
        }),
        {{"/items/0/attachments",
          R"([{"url":"https://f.example/1","mime_type":"application/pdf","title":"Get"},)"
          R"({"url":"https://f.example/2","mime_type":"video/mp4","duration_in_seconds":61},)"
          R"({"url":"https://f.example/3","mime_type":"audio/mpeg"}])"},
         {"/items/0/_feed_exporter", "-"}});
}

BOOST_AUTO_TEST_CASE(keeps_in_its_extension_what_json_feed_has_no_member_for) {
  check(
      with_entry([](Entry& entry) {
        entry.category = "learning";
        entry.type = "course";
        entry.provider = {
            .name = "P", .domain = "p.example", .images = {{.url = "https://p.example/l", .width = 5}}};
        entry.images = {
            {.url = "https://i.example/1", .width = 2, .height = 1, .title = "T", .attribution = "A"}};
        entry.duration = 1h;
        entry.player = "https://player.vimeo.com/video/1";
        entry.actions = {{.url = "https://a.example/", .title = "Try"}};
        entry.related = {{.url = "https://r.example/"}};
        entry.quality = 0;
        entry.levels = {"Beginner"};
        entry.price = "Free";
        entry.heat = -1;
      }),
      {{"/items/0/_feed_exporter",
        R"({"category":"learning","type":"course",)"
        R"("provider":{"name":"P","domain":"p.example","images":[{"url":"https://p.example/l","width":5}]},)"
        R"("images":[{"url":"https://i.example/1","width":2,"height":1,"title":"T","attribution":"A"}],)"
        R"("duration_in_seconds":3600,"embed_url":"https://player.vimeo.com/video/1",)"
        R"("actions":[{"url":"https://a.example/","title":"Try"}],"related":[{"url":"https://r.example/"}],)"
        R"("quality":0,"levels":["Beginner"],"price":"Free","heat":-1})"}});
}

BOOST_AUTO_TEST_CASE(explains_its_extension_once_a_feed) {
  Feed feed = make_sample_feed("ai", "AI", {testing::make_news_entry("a"), testing::make_news_entry("b")});
  const std::string text = testing::rendered(feed, "json");
  const std::size_t first = text.find("\"about\"");
  BOOST_TEST(first != std::string::npos);
  BOOST_TEST(text.find("\"about\"", first + 1) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
