// SPDX-License-Identifier: MIT
#include "exporters/html.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "exporters/excerpt.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(html)

BOOST_AUTO_TEST_CASE(closes_what_it_opens) {
  std::string out;
  HtmlWriter html(out);
  html.doctype();
  html.element("ul", {{"class", "a"}}, [&] {
    html.element("li", {}, "one");
    html.element("li", {}, [&] { html.void_element("img", {{"alt", ""}}); });
  });
  BOOST_TEST(out == "<!doctype html>\n<ul class=\"a\"><li>one</li><li><img alt=\"\"></li></ul>");
}

BOOST_AUTO_TEST_CASE(escapes_text_and_attributes) {
  std::string out;
  HtmlWriter html(out);
  html.element("a", {{"href", "https://example.org/?a=1&b=\"><script>"}}, "</a><script>'&amp;");
  BOOST_TEST(out ==
             "<a href=\"https://example.org/?a=1&amp;b=&quot;&gt;&lt;script&gt;\">&lt;/a&gt;&lt;script&gt;'"
             "&amp;amp;</a>");
}

BOOST_AUTO_TEST_CASE(leaves_out_attributes_without_a_value) {
  std::string out;
  HtmlWriter html(out);
  html.element("p", {{"lang", std::nullopt}, {"class", "by"}}, "x");
  BOOST_TEST(out == "<p class=\"by\">x</p>");
}

BOOST_AUTO_TEST_CASE(takes_back_what_was_too_much_but_nothing_of_others) {
  std::string out = "kept";
  HtmlWriter html(out);
  html.text("first");
  const std::size_t size = html.size();
  BOOST_TEST(size == 5U);
  html.element("p", {}, "second");
  html.rewind(size);
  BOOST_TEST(out == "keptfirst");
}

BOOST_AUTO_TEST_SUITE_END()

struct Cut {
  std::string text;
  std::size_t bytes;
  std::string expected;
};

BOOST_AUTO_TEST_SUITE(excerpts)

BOOST_AUTO_TEST_CASE(cuts_between_words_and_within_the_bytes) {
  const std::vector<Cut> cuts = {
      {"", 8, ""},
      {"short", 8, "short"},
      {"eight by", 8, "eight by"},
      {"one two three four", 14, "one two…"},
      {"one two, three four", 14, "one two…"},
      {"  one\n\ttwo \r\n", 20, "one two"},
      {"onewordthatneverends", 10, "oneword…"},
      // Three bytes each: never cut within one.
      {"機械学習の記事", 12, "機械学…"},
      {"機械学習の記事", 13, "機械学…"},
      {"機械学習の記事", 14, "機械学…"},
      {"機械学習の記事", 15, "機械学習…"},
      {"😀😀😀😀", 12, "😀😀…"},
      {"a    b    c    d    e", 8, "a b c…"},
  };
  for (const Cut& cut : cuts) {
    const std::string actual = excerpt(cut.text, cut.bytes);
    BOOST_TEST(actual == cut.expected);
    BOOST_TEST(actual.size() <= cut.bytes);
  }
}

BOOST_AUTO_TEST_CASE(does_not_read_a_long_text_to_its_end) {
  const std::string megabyte(1'000'000, ' ');
  BOOST_TEST(excerpt("word " + megabyte + "end", 8) == "word end");
  BOOST_TEST(excerpt(std::string(1'000'000, 'x'), 8) == "xxxxx…");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
