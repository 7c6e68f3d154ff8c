// SPDX-License-Identifier: MIT
#include "exporters/topic_page.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "exporters/format.hpp"
#include "exporters/page.hpp"
#include "exporters/stylesheet.hpp"
#include "tests/exporters/html_document.hpp"
#include "tests/exporters/sample_feeds.hpp"
#include "tests/exporters/sample_site.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;
using Strings = std::vector<std::string>;
using testing::attributes;
using testing::HtmlDocument;
using testing::HtmlElement;
using testing::make_plain_entry;
using testing::make_sample_feed;
using testing::texts;

constexpr std::size_t page_and_style_limit = 30'000;

std::string rendered(const Feed& feed) {
  std::string out;
  render_topic_page(feed, out);
  return out;
}

HtmlDocument page_of(const Feed& feed) {
  return testing::parse_html(rendered(feed));
}

Feed one_entry(const Entry& entry) {
  return make_sample_feed("ai", "AI", {entry});
}

BOOST_AUTO_TEST_SUITE(topic_page)

BOOST_AUTO_TEST_CASE(runs_as_the_site_s_language_does) {
  Feed feed = one_entry(make_plain_entry("x"));
  BOOST_TEST(rendered(feed).find("<html lang=\"en\" dir=\"ltr\">") != std::string::npos);
  feed.site.language = "ar";
  BOOST_TEST(rendered(feed).find("<html lang=\"ar\" dir=\"rtl\">") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(is_html_without_a_parse_error) {
  for (const testing::SampleFeed& sample : testing::make_sample_feeds()) {
    // Its texts hold control characters that XML allows and HTML calls an error of the text.
    if (sample.name == "torture") continue;
    BOOST_TEST(page_of(sample.feed).errors == 0U, sample.name);
  }
}

BOOST_AUTO_TEST_CASE(has_landmarks_a_skip_link_and_one_heading_of_the_first_level) {
  const HtmlDocument page = page_of(one_entry(make_plain_entry("x")));
  BOOST_TEST(page.all("html").front().attribute("lang") == "en");
  BOOST_TEST(texts(page.all("h1")) == Strings{"AI"}, boost::test_tools::per_element());
  for (const char* landmark : {"header", "main", "footer"})
    BOOST_TEST(page.all(landmark).size() == 1U, landmark);
  BOOST_TEST(page.all("a").front().attribute("href") == "#" + page.all("main").front().attribute("id"));
  BOOST_TEST(page.all("script").empty());
  BOOST_TEST(page.all("style").empty());
  for (const HtmlElement& element : page.elements) BOOST_TEST(!element.attributes.contains("style"));
}

BOOST_AUTO_TEST_CASE(lets_readers_discover_every_format) {
  Feed feed = one_entry(make_plain_entry("x"));
  feed.slug = "機 械";
  Strings urls;
  for (const Format& format : formats()) {
    if (format.subscribable) urls.push_back(feed_url(feed.site, feed.slug, format));
  }
  const HtmlDocument page = page_of(feed);
  BOOST_TEST(attributes(page.all("link", "rel", "alternate"), "href") == urls,
             boost::test_tools::per_element());
  BOOST_TEST(urls.front() == feed.site.base_url + "/feeds/%E6%A9%9F%20%E6%A2%B0.atom");
  const Strings types = {"application/atom+xml", "application/rss+xml", "application/feed+json"};
  BOOST_TEST(attributes(page.all("link", "rel", "alternate"), "type") == types,
             boost::test_tools::per_element());
  BOOST_TEST(page.all("code").front().text == urls.front());
}

BOOST_AUTO_TEST_CASE(names_the_site_once_in_its_titles) {
  Feed feed = one_entry(make_plain_entry("x"));
  feed.site.title = "Tidewater";
  feed.title = "AI – Tidewater";
  feed.name = "AI";
  const HtmlDocument page = page_of(feed);
  BOOST_TEST(page.all("title").front().text == "AI · Tidewater");
  BOOST_TEST(page.all("h1").front().text == "AI");
  // A reader shows the feed among those of other sites.
  BOOST_TEST(page.all("link", "rel", "alternate").front().attribute("title") == "AI – Tidewater (Atom)");
}

BOOST_AUTO_TEST_CASE(links_within_the_site_without_naming_a_host) {
  Feed feed = one_entry(make_plain_entry("x"));
  feed.related_topics = {{"c-plus-plus", "C++"}, {"日本", "日本"}};
  feed.site.base_url = "https://example.org/news";
  const HtmlDocument page = page_of(feed);
  BOOST_TEST(page.all("link", "rel", "stylesheet").front().attribute("href") == "/news/feeds/page.css");
  BOOST_TEST(page.all("a", "rel", "home").front().attribute("href") == "/news/");
  BOOST_TEST(page.all("a", "href", "/news/feeds/c-plus-plus").size() == 1U);
  BOOST_TEST(page.all("a", "href", "/news/feeds/%E6%97%A5%E6%9C%AC").size() == 1U);
  BOOST_TEST(page.all("a", "href", "/news/feeds/ai.atom").size() == 1U);
  feed.site.base_url = "http://127.0.0.1:8080";
  BOOST_TEST(page_of(feed).all("link", "rel", "stylesheet").front().attribute("href") == "/feeds/page.css");
}

BOOST_AUTO_TEST_CASE(shows_picture_provider_day_kind_and_excerpt) {
  Entry entry = make_plain_entry("x");
  entry.title = "Cats & <dogs>";
  entry.url = "https://example.net/a?b=1&c=2";
  entry.summary = "Short.";
  entry.provider.name = "Daily";
  entry.type = "video";
  entry.duration = 1h + 2min + 3s;
  entry.published = std::chrono::sys_days{std::chrono::year(2021) / 12 / 30} + 40min;
  entry.images = {{.url = "https://example.net/p.jpg?w=1&h=2",
                   .width = 1,
                   .height = 1,
                   .title = "A cat",
                   .attribution = ""}};
  const HtmlDocument page = page_of(one_entry(entry));
  const HtmlElement article = page.all("article").front();
  BOOST_TEST(article.text == "Cats & <dogs>Daily · 2021-12-30 · video 1:02:03Short.");
  BOOST_TEST(page.all("a", "href", entry.url).front().text == entry.title);
  BOOST_TEST(page.all("time").back().attribute("datetime") == "2021-12-30");
  const HtmlElement picture = page.all("img").front();
  BOOST_TEST(picture.attribute("src") == entry.images.front().url);
  BOOST_TEST(picture.attribute("alt") == "A cat");
  BOOST_TEST(picture.attribute("loading") == "lazy");
  BOOST_TEST(picture.attribute("referrerpolicy") == "no-referrer");
}

BOOST_AUTO_TEST_CASE(says_the_language_of_an_entry_that_has_its_own) {
  Entry entry = make_plain_entry("x");
  entry.language = "fr";
  BOOST_TEST(page_of(one_entry(entry)).all("article").front().attribute("lang") == "fr");
  entry.language = "en";
  BOOST_TEST(!page_of(one_entry(entry)).all("article").front().attributes.contains("lang"));
}

BOOST_AUTO_TEST_CASE(never_lets_markup_of_an_entry_through) {
  Entry entry = make_plain_entry("x");
  entry.title = "<script>alert(1)</script>";
  entry.summary = "<img src=x onerror=alert(1)>";
  entry.content_html = "<p id=body>Body</p>";
  entry.provider.name = "\"><b onclick=alert(1)>";
  entry.images = {{.url = "https://example.net/\"onload=\"alert(1)",
                   .width = 0,
                   .height = 0,
                   .title = "\"x",
                   .attribution = ""}};
  const HtmlDocument page = page_of(one_entry(entry));
  BOOST_TEST(page.errors == 0U);
  BOOST_TEST(page.all("script").empty());
  BOOST_TEST(page.all("img").size() == 1U);
  for (const HtmlElement& element : page.elements) {
    for (const auto& [name, value] : element.attributes) BOOST_TEST(!name.starts_with("on"));
    BOOST_TEST(element.attribute("id") != "body");
  }
}

BOOST_AUTO_TEST_CASE(keeps_fifty_usual_entries_and_the_style_sheet_within_30_kb) {
  const Feed feed = testing::make_usual_feed("https://example.org/news", 50);
  const std::string text = rendered(feed);
  const HtmlDocument page = testing::parse_html(text);
  BOOST_TEST(text.size() + page_stylesheet().size() < page_and_style_limit);
  BOOST_TEST(page.all("h3").size() == 50U);
  BOOST_TEST(page.all("article").size() >= 12U);
  BOOST_TEST(texts(page.all("h2")).back() == "Earlier");
}

BOOST_AUTO_TEST_CASE(tells_stories_only_as_long_as_there_is_room_for_all_lines) {
  for (std::size_t bytes = 0; bytes < 400; bytes += 7) {
    Feed feed = testing::make_usual_feed("https://example.org/news", 50);
    feed.description = std::string(bytes, 'x');
    const HtmlDocument page = page_of(feed);
    BOOST_TEST(page.all("h3").size() == 50U, bytes);
    BOOST_TEST(page.all("p", "class", "rest").empty());
  }
}

BOOST_AUTO_TEST_CASE(names_how_many_entries_had_no_room) {
  const Feed feed = testing::make_usual_feed("https://example.org/news", 500);
  const std::string text = rendered(feed);
  const HtmlDocument page = testing::parse_html(text);
  BOOST_TEST(text.size() < page_budget);
  const std::size_t shown = page.all("h3").size();
  BOOST_TEST(shown > 50U);
  BOOST_TEST(page.all("p", "class", "rest").front().text ==
             std::to_string(500 - shown) + " more articles are in the feeds.");
}

struct Length {
  std::size_t title;
  std::size_t url;
  std::size_t picture;
  std::size_t stories;
};

BOOST_AUTO_TEST_CASE(tells_the_first_four_stories_and_rather_drops_the_oldest_lines) {
  const std::vector<Length> lengths = {{160, 200, 80, 4}, {190, 600, 200, 4}, {200, 1'500, 900, 4}};
  for (const Length& length : lengths) {
    Feed feed = testing::make_usual_feed("https://example.org/news", 50);
    for (Entry& entry : feed.entries) {
      entry.title.resize(length.title, 'x');
      entry.url.resize(length.url, 'x');
      entry.images.front().url.resize(length.picture, 'x');
    }
    const std::string text = rendered(feed);
    const HtmlDocument page = testing::parse_html(text);
    BOOST_TEST(text.size() < page_budget);
    BOOST_TEST(page.all("article").size() == length.stories, length.url);
    const std::vector<HtmlElement> headlines = page.all("h3");
    BOOST_TEST(headlines.size() < 50U);
    for (std::size_t i = 0; i < headlines.size(); ++i) {
      BOOST_TEST(headlines[i].text == feed.entries[i].title, length.url << " " << i);
    }
    BOOST_TEST(page.all("p", "class", "rest").front().text ==
               std::to_string(50 - headlines.size()) + " more articles are in the feeds.");
  }
}

BOOST_AUTO_TEST_CASE(has_no_heading_over_nothing_and_never_more_than_its_bytes) {
  for (const std::size_t url : {2'100U, 60'000U}) {
    Feed feed = testing::make_usual_feed("https://example.org/news", 50);
    for (Entry& entry : feed.entries) entry.url.resize(url, 'x');
    feed.related_topics.assign(8, {std::string(3'000, 'x'), "X"});
    const std::string text = rendered(feed);
    const HtmlDocument page = testing::parse_html(text);
    BOOST_TEST(text.size() < page_budget);
    BOOST_TEST(page.all("div", "class", "stories").empty());
    BOOST_TEST(page.all("h2", "id", "latest").empty());
    BOOST_TEST(page.all("p", "class", "rest").front().text == "50 articles are in the feeds.");
  }
}

BOOST_AUTO_TEST_CASE(does_not_let_one_enormous_entry_push_out_the_others) {
  Feed feed = testing::make_usual_feed("https://example.org/news", 10);
  feed.entries[0].images[0].url += std::string(60'000, 'x');
  feed.entries[3].url += std::string(60'000, 'x');
  feed.entries[5].title = std::string(60'000, 'x');
  feed.entries[6].summary = std::string(60'000, 'x');
  feed.entries[7].provider.name = std::string(60'000, 'x');
  feed.description = std::string(60'000, 'x');
  feed.title = std::string(60'000, 'x');
  feed.related_topics.assign(100, {"x", std::string(1'000, 'x')});
  const std::string text = rendered(feed);
  const HtmlDocument page = testing::parse_html(text);
  BOOST_TEST(text.size() < page_budget + 1'000);
  BOOST_TEST(page.all("article").size() == 9U);
  BOOST_TEST(page.all("img").size() == 8U);
  BOOST_TEST(page.all("p", "class", "rest").front().text == "1 more article is in the feeds.");
}

BOOST_AUTO_TEST_CASE(says_that_an_empty_feed_is_empty) {
  const HtmlDocument page = page_of(make_sample_feed("ai", "AI", {}));
  BOOST_TEST(page.errors == 0U);
  BOOST_TEST(page.all("p", "class", "facts").front().text == "No article yet");
  BOOST_TEST(page.all("article").empty());
}

BOOST_AUTO_TEST_CASE(appends_to_what_is_there) {
  const Feed feed = testing::make_usual_feed("https://example.org/news", 50);
  std::string out(50'000, 'x');
  render_topic_page(feed, out);
  BOOST_TEST((out.substr(50'000) == rendered(feed)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
