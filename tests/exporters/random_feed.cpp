// SPDX-License-Identifier: MIT
#include <array>
#include <random>
#include <string_view>

#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter::testing {
namespace {

constexpr int random_entries = 200;

/// What markup is made of, and characters of one to four bytes. Of Latin-1 one only: a text of several that
/// happens to be UTF-8 in Latin-1, feedparser takes for text that was encoded twice.
constexpr std::array<std::string_view, 32> fragments = {
    "&",   "<",  ">",  "\"", "'",      "]]>",    "<![CDATA[", "&amp;", "&lt;", "&#x26;", "&#60;",
    "<b>", "</", "<!", "--", "<?x?>",  "%3C",    "\\u003c",   "\\",    "{",    "}",      " ",
    "a",   "Z",  "0",  "é",  "\u2003", "\u2028", "שלום",      "機",    "😀",    ";"};

/// Not std::uniform_int_distribution, whose results differ between standard libraries.
class Random {
 public:
  std::size_t below(std::size_t bound) { return engine_() % bound; }

  /// Never empty, and without white space at its ends, which readers strip.
  std::string text() {
    std::string out = "x";
    for (std::size_t i = below(24); i > 0; --i) out += fragments[below(fragments.size())];
    return out + "y";
  }

 private:
  std::mt19937 engine_;
};

}  // namespace

Feed make_random_feed() {
  Random random;
  std::vector<Entry> entries;
  for (int i = 0; i < random_entries; ++i) {
    Entry entry = make_plain_entry("random-" + std::to_string(i));
    entry.published -= std::chrono::minutes(i);
    entry.title = random.text();
    entry.summary = random.text();
    if (random.below(2) == 0) entry.content_html = random.text();
    entry.topics = {{"one", random.text()}};
    entry.category = random.text();
    entry.type = random.text();
    entry.authors = {random.text(), random.text()};
    entry.provider.name = random.text();
    entry.images = {
        {.url = "https://images.example.org/", .title = random.text(), .attribution = random.text()}};
    entry.related = {{.url = "https://www.example.com/", .title = random.text()}};
    entries.push_back(entry);
  }
  return make_sample_feed("random", random.text(), std::move(entries));
}

}  // namespace feed_exporter::testing
