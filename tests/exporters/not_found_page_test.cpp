// SPDX-License-Identifier: MIT
#include "exporters/not_found_page.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/exporters/html_document.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

using testing::HtmlDocument;

BOOST_AUTO_TEST_SUITE(not_found_page)

BOOST_AUTO_TEST_CASE(names_status_reason_and_the_nearest_topics) {
  const std::string text = render_not_found_page(testing::make_sample_site(), "No feed is called <kellp>.",
                                                 {{"kelp", "Kelp & co"}, {"日本", "日本"}});
  const HtmlDocument page = testing::parse_html(text);
  BOOST_TEST(page.errors == 0U);
  BOOST_TEST(page.all("title").front().text.starts_with("404 Not Found"));
  BOOST_TEST(page.all("h1").front().text == "Not Found");
  BOOST_TEST(page.all("p", "class", "lede").front().text == "No feed is called <kellp>.");
  BOOST_TEST(page.all("a", "href", "/news/feeds/kelp").front().text == "Kelp & co");
  BOOST_TEST(page.all("a", "href", "/news/feeds/%E6%97%A5%E6%9C%AC").size() == 1U);
  BOOST_TEST(page.all("a", "href", "/news/").size() == 3U);
  BOOST_TEST(page.all("link", "rel", "alternate").empty());
}

BOOST_AUTO_TEST_CASE(has_no_empty_list) {
  const HtmlDocument page =
      testing::parse_html(render_not_found_page(testing::make_sample_site(), "Nothing is here.", {}));
  BOOST_TEST(page.all("ul").empty());
}

BOOST_AUTO_TEST_CASE(stands_without_anything_known_of_the_site) {
  const HtmlDocument page = testing::parse_html(render_not_found_page(Site{}, "Nothing is here.", {}));
  BOOST_TEST(page.errors == 0U);
  BOOST_TEST(page.all("link", "rel", "stylesheet").front().attribute("href") == "/feeds/page.css");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
