// SPDX-License-Identifier: MIT
// Whatever a seed file holds, parse_seed ends, throws nothing, and what it gives may stand in a feed.
#include <boost/test/unit_test.hpp>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/front_matter.hpp"
#include "daemon/content/seed.hpp"
#include "daemon/content/url.hpp"
#include "tests/content/seed_text.hpp"
#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/samples.hpp"

namespace feed_exporter {
namespace {

const std::vector<std::string_view> seed_pieces = {
    "---\n",
    "title: ",
    "name: ",
    "date: ",
    "2024-02-30",
    "webUrl: ",
    "http://",
    "javascript:",
    "\"",
    "'",
    "\n",
    "  - ",
    "<div>",
    "</div>",
    "<p>",
    "<b>",
    "<i>",
    "</b>",
    "<table><tr>",
    "<td>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<svg>",
    "<math>",
    "<a href=\"",
    "<img src=x onerror=y>",
    "<iframe src=",
    "<style>",
    "<pre>\n\n",
    "&#1;",
    "&#xFFFE;",
    "&amp;",
    "&lt;script&gt;",
    "]]>",
    "<template>",
    "<select>",
    "<textarea>",
    "<title>",
    "<form action=x>",
    "data:text/html,",
    "* ",
    "> ",
    "1. ",
    "```\n",
    "|a|\n|-|\n",
    "[x](javascript:a)",
    "![x](//y)",
    "<http://a.b>",
    "[a]: b\n",
    "\xFF",
    "\x01",
    "\xC0\x80",
    "\xEF\xBF\xBF",
    "\r",
    "\\u0000",
    "\\ud800",
};

bool is_clean(std::string_view text) {
  return find_unclean(text) == std::string_view::npos;
}

bool is_feed_url(const std::string& url) {
  return read_url(url).url == url;
}

/// The first thing wrong with an article, or nothing.
std::string fault_of(const Article& article) {
  const Entry& entry = article.entry;
  if (!is_clean(to_text(Seed{SeedKind::article, article, {}}))) return "a text is not clean";
  if (entry.title.empty() || entry.id.empty()) return "no title or id";
  if (!is_feed_url(entry.url)) return "url " + entry.url;
  if (!entry.via.empty() && !is_feed_url(entry.via)) return "via " + entry.via;
  if (!entry.player.empty() && !is_feed_url(entry.player)) return "player " + entry.player;
  for (const Image& image : entry.images) {
    if (!is_feed_url(image.url)) return "image " + image.url;
  }
  for (const Link& link : entry.related) {
    if (!is_feed_url(link.url)) return "related " + link.url;
  }
  if (entry.updated && *entry.updated < entry.published) return "updated before published";
  if (entry.related.size() > 5) return "too many related";
  return {};
}

/// The first thing in a body that may not stand in a feed, or nothing; pugixml has no part in writing it.
std::string fault_of_body(const std::string& html) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_string(("<body>" + html + "</body>").c_str(), pugi::parse_full);
  if (!parsed) return std::string("not well-formed: ") + parsed.description();
  struct Walker : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
      const std::string_view name = node.name();
      for (const std::string_view bad :
           {"script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "template"}) {
        if (name == bad) fault = "element " + std::string(name);
      }
      if (node.type() == pugi::node_comment) fault = "comment";
      for (const pugi::xml_attribute& attribute : node.attributes()) {
        const std::string_view key = attribute.name();
        const std::string value = attribute.value();
        if (key.starts_with("on") || key == "style") fault = "attribute " + std::string(key);
        const bool is_mail = value.starts_with("mailto:") || value.starts_with("tel:");
        if ((key == "href" && !is_mail && !is_feed_url(value)) || (key == "src" && !is_feed_url(value))) {
          fault = "link " + value;
        }
      }
      return fault.empty();
    }
    std::string fault;
  };
  Walker walker;
  document.traverse(walker);
  return walker.fault;
}

/// The first thing wrong with the result of parsing, or nothing.
std::string fault_of(const Seed& seed) {
  bool has_error = false;
  for (const Problem& problem : seed.problems) {
    has_error = has_error || problem.severity == Severity::error;
    if (problem.rule.empty() || problem.message.empty() || problem.message.find('\n') != std::string::npos)
      return "problem";
    if (!is_clean(problem.message)) return "a message is not clean";
  }
  if (has_error != (seed.kind == SeedKind::bad)) return "errors do not fit the kind";
  if (seed.article.has_value() != (seed.kind == SeedKind::article))
    return "the article does not fit the kind";
  if (seed.kind == SeedKind::left_out && seed.problems.size() != 1) return "left out without the one warning";
  if (!seed.article) return {};
  const std::string fault = fault_of(*seed.article);
  return fault.empty() ? fault_of_body(seed.article->entry.content_html) : fault;
}

BOOST_AUTO_TEST_SUITE(parse_seed_fuzz)

BOOST_AUTO_TEST_CASE(every_seed_gives_what_a_feed_may_hold) {
  for (const TestFile& file : sample_seeds()) {
    const std::string fault = fault_of(parse_seed(file.path, file.text, Settings{}));
    BOOST_TEST(fault.empty(), file.path << ": " << fault);
  }
}

BOOST_AUTO_TEST_CASE(mutated_seeds_give_what_a_feed_may_hold) {
  Mutator mutator(7, seed_pieces);
  const std::vector<TestFile>& seeds = sample_seeds();
  const std::size_t rounds = fuzz_rounds(5'000);
  for (std::size_t round = 0; round < rounds; ++round) {
    const TestFile& file = seeds[mutator.pick(seeds.size())];
    const std::string text = mutator.mutate(file.text, seeds[mutator.pick(seeds.size())].text);
    const Seed seed = parse_seed(file.path, text, Settings{});
    const std::string fault = fault_of(seed);
    BOOST_REQUIRE_MESSAGE(fault.empty(), "round " << round << ": " << fault << " from\n" << text);
    BOOST_REQUIRE(to_text(parse_seed(file.path, text, Settings{})) == to_text(seed));
  }
}

BOOST_AUTO_TEST_CASE(secured_never_shows_whatever_happens_to_the_file) {
  Mutator mutator(11, seed_pieces);
  const std::vector<TestFile>& seeds = sample_seeds();
  const std::string marker = "QvUt7Xz3";
  const std::size_t rounds = fuzz_rounds(5'000);
  for (std::size_t round = 0; round < rounds; ++round) {
    const TestFile& file = seeds[mutator.pick(seeds.size())];
    std::string secret;
    for (std::size_t words = 0; words < 6; ++words) secret += marker;
    static constexpr const char* forms[] = {
        "secured: \"$\"\n",   "secured: $\n",  "secured: >\n  $\n",  "secured: [$, {$: $}]\n",
        "secured:\n  $: $\n", "secured: '$\n", "secured: \"\\$\"\n", "secured: *$\n"};
    std::string line = forms[mutator.pick(std::size(forms))];
    for (std::size_t at = line.find('$'); at != std::string::npos; at = line.find('$'))
      line.replace(at, 1, secret);
    // Where it begins a line of the front matter, whatever is open there.
    std::string text = clean_text(mutator.mutate(file.text, seeds[mutator.pick(seeds.size())].text), nullptr);
    const std::size_t size = split_front_matter(text).yaml.size();
    if (size == 0) continue;
    text.insert(text.rfind('\n', mutator.pick(size)) + 1, line);
    const Seed seed = parse_seed(file.path, text, Settings{});
    BOOST_REQUIRE_MESSAGE(to_text(seed).find(marker) == std::string::npos, "round " << round << " from\n"
                                                                                    << text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
