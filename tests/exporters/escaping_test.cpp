// SPDX-License-Identifier: MIT
// The three ways in which text is made fit for a place: HTML, a URL's path, an RSS title.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "exporters/html_escape.hpp"
#include "exporters/rss_titles.hpp"

namespace feed_exporter {
namespace {

struct Case {
  std::string in;
  std::string out;
};

BOOST_AUTO_TEST_SUITE(escaping)

struct HtmlCase {
  std::string in;
  std::string text;
  std::string attribute;
};

BOOST_AUTO_TEST_CASE(makes_text_fit_for_html_and_its_attributes) {
  const std::vector<HtmlCase> cases = {
      {"", "", ""},
      {"plain", "plain", "plain"},
      {"<a href=\"x\" b='y'>", "&lt;a href=\"x\" b='y'&gt;", "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;"},
      {"it's", "it's", "it&#39;s"},
      {"&amp;", "&amp;amp;", "&amp;amp;"},
      {"&&", "&amp;&amp;", "&amp;&amp;"},
      {"é😀", "é😀", "é😀"},
  };
  for (const HtmlCase& test : cases) {
    BOOST_TEST(escape_html_text(test.in) == test.text);
    std::string out = "<p>";
    append_escaped_html_text(out, test.in);
    BOOST_TEST(out == "<p>" + test.text);
    out = "<p title=\"";
    append_escaped_html(out, test.in);
    BOOST_TEST(out == "<p title=\"" + test.attribute);
  }
}

BOOST_AUTO_TEST_CASE(spells_titles_with_hexadecimal_references) {
  const std::vector<Case> cases = {
      {"", ""},
      {"<a>&amp;</a>", "<a>&amp;</a>"},
      {"<title>AT&amp;T &lt;b&gt;</title><d>&lt;</d>", "<title>AT&#x26;T &#x3C;b&#x3E;</title><d>&lt;</d>"},
      {"<title>a</title><title>&amp;amp;</title>", "<title>a</title><title>&#x26;amp;</title>"},
      {"<d>&lt;title>&amp;</d>", "<d>&lt;title>&amp;</d>"},
      {"<media:title>&amp;</media:title>", "<media:title>&amp;</media:title>"},
      {"<title>&quot;&#10;</title>", "<title>&quot;&#10;</title>"},
      {"<title>cut off &amp;", "<title>cut off &#x26;"},
  };
  for (const Case& test : cases) {
    std::string out = ">";
    out += test.in;
    respell_titles(out, 1);
    BOOST_TEST(out == ">" + test.out);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
