// SPDX-License-Identifier: MIT
#include "daemon/content/body.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "daemon/content/html_cleaner.hpp"
#include "daemon/content/html_document.hpp"
#include "daemon/content/markdown.hpp"
#include "tests/content/seed_text.hpp"

namespace feed_exporter {
namespace {

using namespace std::string_literals;

constexpr std::string_view base = "https://a.org/x/y";

std::string clean(std::string_view html) {
  return clean_html(html, base).html;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

struct Case {
  std::string text;
  std::string expected;
};

BOOST_AUTO_TEST_SUITE(body)

BOOST_AUTO_TEST_CASE(only_allowed_html_stays) {
  const Case cases[] = {
      {"plain & <b>bold</b>", "plain &amp; <b>bold</b>"},
      {"<p>a<p>b", "<p>a</p><p>b</p>"},
      {"<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>"},
      {"a<br>b<hr/>", "a<br/>b<hr/>"},
      {"<p class=c id=i style='color:red' data-x=1 title='a \"b\"' lang=en>x</p>",
       "<p title=\"a &quot;b&quot;\" lang=\"en\">x</p>"},
      {"<script>alert(1)</script>x<style>p{}</style>", "x"},
      {"<SCRIPT SRC=//evil.org/x.js></SCRIPT>x", "x"},
      {"<iframe src='https://a.org/'>inner</iframe>x<object><p>y</p></object><embed src=z>", "x"},
      {"<form action=/s>a<input "
       "name=q><button>b</button><select><option>c</select><textarea>d</textarea>e</form>",
       "ae"},
      {"<svg><script>alert(1)</script><a xlink:href='javascript:x'>y</a></svg><math><mi>x</mi></math>z", "z"},
      {"<!-- comment -->x<!--[if mso]>y<![endif]-->", "x"},
      {"<noscript><img src=a.png></noscript>x", "<img src=\"https://a.org/x/a.png\"/>x"},
      {"<custom-element>a</custom-element><font color=red>b</font><blink>c</blink>", "abc"},
      {"<template><p>a</p></template>x", "x"},
      {"<p hidden>a</p><div style='Display : NONE'>b</div><p style='color:red;display:none'>c</p>d", "d"},
      {"<plaintext>a<b>c", "a&lt;b&gt;c"},
      {"<pre>\n\na\n b</pre>", "<pre>\n\na\n b</pre>"},
      {"<pre>\na</pre>", "<pre>a</pre>"},
      {"<table><tr><td colspan=2 onclick=x>a</table>",
       "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>"},
      {"<ol start=3><li value=4>a</ol>", "<ol start=\"3\"><li value=\"4\">a</li></ol>"},
      {"<details open><summary>s</summary>d</details>", "<details open=\"\"><summary>s</summary>d</details>"},
      {"&lt;script&gt;&amp;lt;&nbsp;&copy;&#x1F600;", "&lt;script&gt;&amp;lt;\xC2\xA0©😀"},
      {"a&#0;b&#1;c&#xFFFE;d&#xD800;e&#13;f",
       "a\xEF\xBF\xBD"
       "bcd\xEF\xBF\xBD"
       "e\nf"},
      {"", ""},
  };
  for (const Case& c : cases) BOOST_TEST(clean(c.text) == c.expected, c.text << " gives " << clean(c.text));
}

BOOST_AUTO_TEST_CASE(only_the_body_of_a_document_stays) {
  BOOST_TEST(
      clean("<!DOCTYPE html><html><head><title>t</title><meta charset=utf-8><style>p{}</style><base "
            "href=//b.org/>"
            "<link rel=stylesheet href=x></head><body bgcolor=red onload=x><p>a</p></body></html>\n") ==
      "<p>a</p>");
  BOOST_TEST(clean("<title>t</title><p>a</p>") == "<p>a</p>");
}

BOOST_AUTO_TEST_CASE(links_become_absolute_or_go) {
  const Case cases[] = {
      {"<a href='b'>l</a>", "<a href=\"https://a.org/x/b\">l</a>"},
      {"<a href='/b?c=1&amp;d=2#e'>l</a>", "<a href=\"https://a.org/b?c=1&amp;d=2#e\">l</a>"},
      {"<a href='#f'>l</a>", "<a href=\"https://a.org/x/y#f\">l</a>"},
      {"<a href='//b.org'>l</a>", "<a href=\"https://b.org\">l</a>"},
      {"<a href=' JavaScript:alert(1)'>l</a>", "<a>l</a>"},
      {"<a href='java&#10;script&colon;alert(1)'>l</a>", "<a>l</a>"},
      {"<a href='&#1;javascript:alert(1)'>l</a>", "<a>l</a>"},
      {"<a href='data:text/html,x'>l</a>", "<a>l</a>"},
      {"<a href='vbscript:x'>l</a>", "<a>l</a>"},
      {"<a href='mailto:a@b.org'>l</a><a href='tel:+1'>t</a>",
       "<a href=\"mailto:a@b.org\">l</a><a href=\"tel:+1\">t</a>"},
      {"<img src=b.png alt='a' width=1>", "<img src=\"https://a.org/x/b.png\" alt=\"a\" width=\"1\"/>"},
      {"<img alt=a>", ""},
      {"<img src=''><video poster=' '>x</video><a href=''>l</a>",
       "<video>x</video><a href=\"https://a.org/x/y\">l</a>"},
      {"<img src='data:image/png;base64,x'>", ""},
      {"<img src='mailto:a@b.org'>", ""},
      {"<img srcset='a.png 1x, b.png 2x'>",
       "<img srcset=\"https://a.org/x/a.png 1x, https://a.org/x/b.png 2x\"/>"},
      {"<blockquote cite=q>x</blockquote>", "<blockquote cite=\"https://a.org/x/q\">x</blockquote>"},
      {"<video src=v.mp4 poster=p.jpg controls autoplay></video>",
       "<video src=\"https://a.org/x/v.mp4\" poster=\"https://a.org/x/p.jpg\" controls=\"\"></video>"},
      {"<img src=x onerror=alert(1)>", "<img src=\"https://a.org/x/x\"/>"},
  };
  for (const Case& c : cases) BOOST_TEST(clean(c.text) == c.expected, c.text << " gives " << clean(c.text));
}

BOOST_AUTO_TEST_CASE(what_is_taken_out_is_a_warning_where_it_stands) {
  ProblemList problems("a.html");
  const std::string html =
      render_body("a.html",
                  "<p>\n <img src=x onerror=y>\n<script>z</script><script>z</script>\n<a "
                  "href='javascript:x'>l</a><img>\n",
                  10, base, problems);
  BOOST_TEST(html == "<p>\n <img src=\"https://a.org/x/x\"/>\n\n<a>l</a>\n</p>");
  BOOST_TEST(to_text(problems.take()) ==
             "11:13 warning unsafe-html: taken out of the body: event handler, script (2), javascript: link, "
             "img without "
             "source\n");
}

BOOST_AUTO_TEST_CASE(nothing_is_taken_out_in_silence) {
  const Case cases[] = {
      // The parser moves these into a head that the text does not have.
      {"\n<script>x</script>\n<style>y</style><p>a",
       "8:1 warning unsafe-html: taken out of the body: script, style\n"},
      {"<html><style>y</style><body><script>x</script>a",
       "7:7 warning unsafe-html: taken out of the body: style, script\n"},
      {"<html><head><style>y</style></head><body>a", ""},
      {"<title>t</title><meta charset=utf-8><link href=x>a", ""},
      {"<img src=a\nsrcset='javascript:x 1x, data:image/png;base64,AA 2x, b 3x, data:x'>",
       "8:8 warning unsafe-html: taken out of the body: javascript: link, data: link (2)\n"},
      {"a\n<b>&#1;b&#xFFFF;</b><i title='&#2;'>c</i>",
       "8:4 warning unsafe-html: taken out of the body: control character (3)\n"},
      {"a&#13;&#x1F600;&#xFDD0;", ""},
      {"a\n<p hidden>b</p><template>c</template>",
       "8:1 warning unsafe-html: taken out of the body: hidden text, template\n"},
      {"<body onload=a>\n<x-y onclick=b>c",
       "7:7 warning unsafe-html: taken out of the body: event handler (2)\n"},
      {"<!-- a -->", "7 warning empty-body: nothing of the body can be shown\n"},
      {"<frameset><frame src=a><noframes>b</noframes></frameset>",
       "7:1 warning unsafe-html: taken out of the body: frameset\n"},
  };
  for (const Case& c : cases) {
    ProblemList problems("a.html");
    render_body("a.html", c.text, 7, base, problems);
    const std::string found = to_text(problems.take());
    BOOST_TEST(found == c.expected, c.text << " gives " << found);
  }
  ProblemList problems("a.md");
  render_body("a.md", "<script>x</script>\n\n&#1;", 7, base, problems);
  BOOST_TEST(to_text(problems.take()) ==
             "7:1 warning unsafe-html: taken out of the body: script, control character\n");
}

BOOST_AUTO_TEST_CASE(what_is_taken_out_of_markdown_is_told_where_it_stands) {
  const Case cases[] = {
      {"# A\n\n```\n<script>\n```\n\nb *c* <script>d</script>\n", "13:7"},
      {"A\n\n<div>\n<p>b</p>\n<p onclick=c>d</p>\n</div>\n", "11:4"},
      {"a\n[b](javascript:c)\n", "8:5"},
      {"a\n- b\n- ![c](data:d)\n", "9:8"},
      {"[a]\n\nb\n\n[a]: javascript:c\n", "11:6"},
      {"a\n\n&#1;", "9:1"},
  };
  for (const Case& c : cases) {
    ProblemList problems("a.md");
    render_body("a.md", c.text, 7, base, problems);
    const std::string found = to_text(problems.take());
    BOOST_TEST(found.starts_with(c.expected + " warning unsafe-html: "), c.text << " gives " << found);
  }
}

BOOST_AUTO_TEST_CASE(links_are_named_by_kind_however_many_schemes_there_are) {
  std::string html = "äöü <a href='data:x'>l</a>";
  for (int scheme = 0; scheme < 100; ++scheme) html += "<a href='x" + std::to_string(scheme) + ":y'>l</a>";
  const CleanedHtml cleaned = clean_html(html + "<a href='http://'>l</a>", base);
  BOOST_REQUIRE(cleaned.removals.size() == 3);
  BOOST_TEST(cleaned.removals[0].what == "data: link");
  BOOST_TEST(cleaned.removals[0].offset == 15U);
  BOOST_TEST(cleaned.removals[1].what == "link of another scheme");
  BOOST_TEST(cleaned.removals[1].count == 100U);
}

BOOST_AUTO_TEST_CASE(markdown_is_rendered) {
  const Case cases[] = {
      {"# A\n\nB *c* **d** `e<` ~~f~~\ng  \nh",
       "<h1>A</h1>\n<p>B <em>c</em> <strong>d</strong> <code>e&lt;</code> <del>f</del>\ng<br/>\nh</p>"},
      {"[a](b \"c\") <https://d.org> www.e.org <f@g.org>",
       "<p><a href=\"https://a.org/x/b\" title=\"c\">a</a> <a href=\"https://d.org\">https://d.org</a> "
       "<a href=\"http://www.e.org\">www.e.org</a> <a href=\"mailto:f@g.org\">f@g.org</a></p>"},
      {"![a *b* &amp; \"c\"](d.png 'e')",
       "<p><img src=\"https://a.org/x/d.png\" alt=\"a b &amp; &quot;c&quot;\" title=\"e\"/></p>"},
      {"- a\n- b\n\n3. c\n4. d",
       "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>"},
      {"> a\n\n---\n\n    code\n\n```x\ny\n```",
       "<blockquote>\n<p>a</p>\n</blockquote>\n<hr/>\n<pre><code>code\n</code></pre>\n<pre><code>y\n</code></"
       "pre>"},
      {"|a|b|\n|---|:-:|\n|c|d|",
       "<table>\n<thead>\n<tr><th>a</th><th align=\"center\">b</th></tr>\n</thead>\n<tbody>\n"
       "<tr><td>c</td><td align=\"center\">d</td></tr>\n</tbody>\n</table>"},
      {"<div class=x>\n<p>html</p>\n</div>", "<div>\n<p>html</p>\n</div>"},
      {"a <b>c</b> &copy; <script>x</script>", "<p>a <b>c</b> © </p>"},
      {"[a](javascript:x) [b](<data:x>)", "<p><a>a</a> <a>b</a></p>"},
      {"a<o:p></o:p> b [c](</o:p>) </Foo:bar>",
       "<p>a&lt;o:p&gt;&lt;/o:p&gt; b <a href=\"https://a.org/o:p\">c</a> &lt;/Foo:bar&gt;</p>"},
      {"[a]\n\n[a]: /r \"t\"", "<p><a href=\"https://a.org/r\" title=\"t\">a</a></p>"},
      {"\n \n", ""},
  };
  for (const Case& c : cases) {
    ProblemList problems("a.md");
    const std::string html = render_body("a.md", c.text, 5, base, problems);
    BOOST_TEST(html == c.expected, c.text << " gives " << html);
  }
}

BOOST_AUTO_TEST_CASE(html_files_are_not_markdown) {
  ProblemList problems("a.html");
  BOOST_TEST(render_body("a.html", "*a* <p>b", 1, base, problems) == "*a* <p>b</p>");
}

BOOST_AUTO_TEST_CASE(bodies_that_are_too_much_are_left_out_with_a_warning) {
  const Case cases[] = {
      {"a.html", repeated("<div>", max_html_tags + 1)},
      {"a.html", repeated("</b>", max_html_tags + 1)},
      {"a.md", repeated("> ", 500'000)},
      // Elements that multiply: each paragraph opens all fonts again.
      {"a.html",
       [] {
         std::string html = "<p>";
         for (int size = 0; size < 5'000; ++size) html += "<font size=" + std::to_string(size) + '>';
         return html + repeated("<p>x", 10'000);
       }()},
      {"a.html",
       [] {
         std::string html = "<a";
         for (int name = 0; name < 5'000; ++name) html += " x" + std::to_string(name);
         return html + ">";
       }()},
      {"a.md", "[a]: /" + std::string(500'000, 'u') + "\n\n" + repeated("[a] ", 1'000)},
  };
  for (const Case& c : cases) {
    ProblemList problems(c.text);
    BOOST_TEST(render_body(c.text, c.expected, 7, base, problems).size() == 0U);
    const std::vector<Problem> found = problems.take();
    BOOST_REQUIRE(found.size() == 1);
    BOOST_TEST(found[0].rule == "body-too-complex");
    BOOST_TEST(found[0].line == 7U);
  }
}

BOOST_AUTO_TEST_CASE(a_body_that_would_multiply_is_left_out_with_a_warning) {
  ProblemList problems("a.md");
  BOOST_TEST(render_body("a.md", std::string(65'000, '<'), 7, base, problems).size() == 4U * 65'000 + 7);
  BOOST_TEST(problems.take().empty());
  BOOST_TEST(render_body("a.md", std::string(66'000, '<'), 7, base, problems) == "");
  BOOST_TEST(
      to_text(problems.take()) ==
      "7 warning body-too-large: the body would take more than 512 KiB of each feed; the excerpt stands in "
      "for it\n");
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_flattened) {
  ProblemList problems("a.html");
  const std::string html = render_body("a.html", repeated("<div>", 1'000) + "deep", 1, base, problems);
  BOOST_TEST(html == repeated("<div>", 128) + "deep" + repeated("</div>", 128));
  BOOST_TEST(problems.take().at(0).rule == "body-too-deep");
}

BOOST_AUTO_TEST_CASE(cleaned_html_cleans_to_itself) {
  for (const char* html :
       {"<p>a<p>b", "<b>a<i>b</b>c</i>", "<table><tr><td>a<td>b</table>", "<pre>\n\nx</pre>", "a &amp;amp; b",
        "<ul><li>a<li>b<ul><li>c</ul></ul>", "<a href=b>x</a><img src=c>"}) {
    BOOST_TEST(clean(clean(html)) == clean(html));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
