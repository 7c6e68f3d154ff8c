// SPDX-License-Identifier: MIT
#include <array>
#include <string_view>

#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter::testing {
namespace {

using namespace std::chrono_literals;

/// Plain texts that look like markup, end a section, or tax a decoder.
const std::vector<std::string>& torture_texts() {
  static const std::vector<std::string> texts = {
      "AT&T, Bill & Ted",
      "The &amp; entity and &#x26; and &nbsp; and &bogus;",
      "I <3 N.Y., A < B, A<B, a > b",
      "The <title> element and <b>bold</b> </title></item>",
      "<script>alert('x')</script>",
      "]]> and <![CDATA[ x ]]> and <!-- no comment --> and <?pi?>",
      "\"double\" and 'single' and `grave`",
      "emoji 😀👩\u200d👩\u200d👧 and 🇨🇭 flags",
      "right to left: שלום עולם and \u202bمرحبا\u202c",
      "combining: e\u0301 Z\u0351\u036b\u0343 and non-breaking\u00a0space",
      "last of the plane: \U0010FFFD, first: \U00010000, BOM within: a\uFEFFb",
      "line separators: a\u2028b\u2029c, next line: a\u0085b, delete: a\u007fb",
      "percent %20 %s %n, backslash \\n \\u0041, braces {0} ${x} {{y}}",
      "{\"json\": [1, \"two\"]}",
      std::string(10'240, 'x'),
  };
  return texts;
}

/// Bodies as the sanitizer leaves them.
constexpr std::array<std::string_view, 4> torture_bodies = {
    "<p>]]&gt; and &lt;![CDATA[ and &amp;amp; and &#60;script&#62;</p>",
    "<p title=\"a &quot;b&quot; &lt;c&gt; 'd'\">x</p>",
    "<pre>  two\n\tlines &lt;/pre&gt;\n</pre>",
    "<p>😀 שלום \u2028 e\u0301</p>",
};

/// URLs in the form in which an entry holds them.
constexpr std::array<std::string_view, 4> torture_urls = {
    "https://example.org/a%20b%7Cc%5Bd%5D?e=f&g=%26&amp;h#i",
    "https://xn--mnchen-3ya.example/stra%C3%9Fe",
    "http://user@example.org:8080/;p=1?q='x'&r=(1,2)",
    "https://example.org/?next=https%3A%2F%2Fexample.com%2F%3Fa%3D1%26b%3D2",
};

}  // namespace

Feed make_torture_feed() {
  std::vector<Entry> entries;
  std::size_t number = 0;
  for (const std::string& text : torture_texts()) {
    Entry entry = make_plain_entry("torture-" + std::to_string(number));
    entry.published -= std::chrono::minutes(number);
    entry.title = text;
    entry.summary = text;
    entry.content_html = torture_bodies[number % torture_bodies.size()];
    entry.url = torture_urls[number % torture_urls.size()];
    if (text.size() < 1'024) {
      entry.authors = {text};
      entry.provider.name = text;
      entry.topics = {{"topic-" + std::to_string(number), text}};
      entry.related = {{.url = std::string(torture_urls[(number + 1) % torture_urls.size()]), .title = text}};
      entry.images = {{.url = std::string(torture_urls[(number + 2) % torture_urls.size()]), .title = text}};
    }
    entries.push_back(entry);
    ++number;
  }
  return make_sample_feed("torture", "Torture: ]]> <b>&amp;</b> 😀", std::move(entries));
}

}  // namespace feed_exporter::testing
