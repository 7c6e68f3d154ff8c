// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>

#include "exporters/directory.hpp"
#include "tests/exporters/html_document.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

using testing::HtmlDocument;

BOOST_AUTO_TEST_SUITE(error_page)

BOOST_AUTO_TEST_CASE(names_status_reason_and_the_nearest_topics) {
  const std::string text = render_error_page(testing::make_sample_site(), 404, "No feed is called <kellp>.",
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

BOOST_AUTO_TEST_CASE(has_no_empty_list_and_no_repetition) {
  const HtmlDocument page =
      testing::parse_html(render_error_page(testing::make_sample_site(), 404, "Not Found", {}));
  BOOST_TEST(page.all("ul").empty());
  BOOST_TEST(page.all("p", "class", "lede").empty());
}

BOOST_AUTO_TEST_CASE(knows_what_to_say_of_every_status) {
  for (const int status : {400, 404, 405, 406, 429, 500, 501, 503}) {
    const HtmlDocument page =
        testing::parse_html(render_error_page(testing::make_sample_site(), status, "", {}));
    BOOST_TEST(page.all("h1").front().text != "Error", status);
    BOOST_TEST(page.all("p", "class", "status").front().text == std::to_string(status));
  }
  const HtmlDocument other = testing::parse_html(render_error_page(testing::make_sample_site(), 418, "", {}));
  BOOST_TEST(other.all("h1").front().text == "Error");
}

BOOST_AUTO_TEST_CASE(stands_without_anything_known_of_the_site) {
  const HtmlDocument page = testing::parse_html(render_error_page(Site{}, 503, "", {}));
  BOOST_TEST(page.errors == 0U);
  BOOST_TEST(page.all("link", "rel", "stylesheet").front().attribute("href") == "/feeds/page.css");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
