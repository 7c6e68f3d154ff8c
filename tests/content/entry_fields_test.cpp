// SPDX-License-Identifier: MIT
// Which keys of the front matter become which fields of an entry, and what is said of those that cannot.
#include <boost/test/unit_test.hpp>
#include <string>

#include "daemon/content/seed.hpp"
#include "tests/content/seed_text.hpp"

namespace feed_exporter {
namespace {

const std::string complete = "title: T\ndate: 2024-01-02T03:04:05Z\nwebUrl: https://a.org/b\n";

Seed parse(const std::string& yaml, const Settings& settings = {}, const char* path = "_news/x.md") {
  return parse_seed(path, "---\n" + yaml + "---\n", settings);
}

/// The problems of a complete seed with more lines, which begin on line 5.
std::string problems_of(const std::string& more) {
  return to_text(parse(complete + more).problems);
}

/// A complete seed with more lines as an entry.
Entry entry_of(const std::string& more, const Settings& settings = {}, const char* path = "_news/x.md") {
  const Seed seed = parse(complete + more, settings, path);
  BOOST_REQUIRE_MESSAGE(seed.article.has_value(), to_text(seed));
  return seed.article->entry;
}

BOOST_AUTO_TEST_SUITE(entry_fields)

BOOST_AUTO_TEST_CASE(topics_are_one_for_each_slug) {
  const Seed seed = parse(complete + "topics: [AI, 'a  i', ai, '!!!', [x], ~, {name: C++}]\n");
  BOOST_TEST(seed.article.value().topics == (std::vector<std::string>{"AI", "a i", "C++"}),
             boost::test_tools::per_element());
  BOOST_TEST(to_text(seed.problems) ==
             "5:22 warning duplicate-topic: the topic \"ai\" stands here twice\n"
             "5:26 warning bad-topic: the topic \"!!!\" has no letter or digit; it is left out\n"
             "5:33 warning wrong-type: the value is not a text; it is left out\n");
  BOOST_TEST(parse(complete + "topics: AI\n").article.value().topics.size() == 1U);
  BOOST_TEST(problems_of("topics: [Café, Cafe\xCC\x81]\n").find("duplicate-topic") != std::string::npos);
  BOOST_TEST(problems_of("topics: [" + std::string(257, '-') + "a]\n").find("a name; it") !=
             std::string::npos);
  BOOST_TEST(
      problems_of("topics: ['" + std::string(60, '#') + "']\n").find("\" is too long for an address;") !=
      std::string::npos);
  BOOST_TEST(problems_of("topics:\n  -A\n  -B\n") ==
             "6:3 warning not-a-list: topics is one text; a list needs a blank after each dash\n");
  Settings settings;
  settings.seeds.max_topics = 2;
  const Seed many = parse(complete + "topics: [a, b, c, d]\n", settings);
  BOOST_TEST(many.article.value().topics.size() == 2U);
  BOOST_TEST(to_text(many.problems) ==
             "5:16 warning too-many-topics: only the first 2 topics count ([seeds] max_topics)\n");
}

BOOST_AUTO_TEST_CASE(images_need_an_absolute_url) {
  const Entry entry = entry_of(
      "images:\n  - url: https://a.org/1.png\n    width: 640\n    height: 480\n    title: T\n    "
      "attribution: A\n"
      "  - https://a.org/2.png\n  - url: /3.png\n  - width: 1\n  - url: https://a.org/4.png\n    width: -1\n "
      "   height: 640px\n");
  BOOST_REQUIRE(entry.images.size() == 3);
  BOOST_TEST((entry.images[0] == Image{"https://a.org/1.png", 640, 480, "T", "A"}));
  BOOST_TEST((entry.images[1] == Image{"https://a.org/2.png", 0, 0, "", ""}));
  BOOST_TEST((entry.images[2] == Image{"https://a.org/4.png", 0, 0, "", ""}));
  BOOST_TEST(problems_of("images:\n  - url: /3.png\n  - width: 1\n  - url: https://a.org/4.png\n    width: "
                         "-1\n    height: 640px\n") ==
             "6:10 warning bad-url: \"/3.png\" is not an absolute http or https URL; it is left out\n"
             "7:5 warning missing-item-url: an image without url is left out\n"
             "9:12 warning bad-number: width is out of range; it is left out\n"
             "10:13 warning bad-number: height is not an integer; it is left out\n");
}

BOOST_AUTO_TEST_CASE(no_warning_shows_a_password) {
  const std::string problems = problems_of(
      "id: 'https://bob:hunter2@e.org/ x'\nimages: ['https://bob:hunter2@e.org/x.png']\n"
      "featuredContent: '<iframe src=\"http://bob:hunter2@e.org/\"></iframe>'\n");
  BOOST_TEST(problems.find("hunter2") == std::string::npos, problems);
  BOOST_TEST(
      problems.find("6:10 warning bad-url: \"https://…@e.org/x.png\" has a user name") != std::string::npos,
      problems);
}

BOOST_AUTO_TEST_CASE(provider_and_authors_are_read_in_all_their_forms) {
  const Entry entry = entry_of(
      "authors: [Ada, {name: Bo}]\nauthor: Cy\nprovider:\n  name: P\n  domain: p.org\n  images: [{url: "
      "https://p.org/l.png}]\n"
      "  authors:\n    - name: Ada\n    - name: Di\n");
  BOOST_TEST(entry.provider.name == "P");
  BOOST_TEST(entry.provider.domain == "p.org");
  BOOST_TEST(entry.provider.images.size() == 1U);
  BOOST_TEST(entry.authors == (std::vector<std::string>{"Ada", "Bo", "Cy", "Di"}),
             boost::test_tools::per_element());
  BOOST_TEST(entry_of("provider: P\n").provider.name == "P");
  BOOST_TEST(problems_of("provider: [P]\n") ==
             "5:11 warning wrong-type: provider is not a text; it is left out\n");
  BOOST_TEST(problems_of("authors: [{nick: A}]\n") ==
             "5:11 warning wrong-type: an item of authors has no name; it is left out\n");
}

BOOST_AUTO_TEST_CASE(downloads_of_files_are_enclosures) {
  const Entry entry = entry_of(
      "actions:\n  - {url: 'https://a.org/b c.zip', type: Download, title: Z}\n  - {url: https://a.org/d, "
      "type: download}\n"
      "  - {url: https://a.org/e.pdf, type: open, title: O}\n  - https://a.org/f\n  - {url: 'data:x', type: "
      "download}\n");
  BOOST_REQUIRE(entry.enclosures.size() == 1);
  BOOST_TEST((entry.enclosures[0] == Enclosure{"https://a.org/b%20c.zip", "Z", "application/zip"}));
  BOOST_REQUIRE(entry.actions.size() == 3);
  BOOST_TEST((entry.actions[0] == Link{"https://a.org/d", ""}));
  BOOST_TEST((entry.actions[1] == Link{"https://a.org/e.pdf", "O"}));
  BOOST_TEST((entry.actions[2] == Link{"https://a.org/f", ""}));
}

BOOST_AUTO_TEST_CASE(at_most_five_related_articles_are_kept) {
  std::string related = "related:\n";
  for (int item = 1; item <= 7; ++item) {
    related +=
        "  - title: R" + std::to_string(item) + "\n    webUrl: https://r.org/" + std::to_string(item) + "\n";
  }
  const Entry entry = entry_of(related);
  BOOST_REQUIRE(entry.related.size() == 5);
  BOOST_TEST((entry.related[0] == Link{"https://r.org/1", "R1"}));
  BOOST_TEST(problems_of(related) ==
             "16:5 warning too-many-related: only the first 5 related articles are passed on\n");
  const Entry forms = entry_of(
      "related:\n  - {name: N, originalUrl: https://o.org/}\n  - {url: https://u.org/}\n  - "
      "https://s.org/\n");
  BOOST_REQUIRE(forms.related.size() == 3);
  BOOST_TEST((forms.related[0] == Link{"https://o.org/", "N"}));
  BOOST_TEST(problems_of("related: [{title: R}]\n") ==
             "5:11 warning missing-item-url: a related article without a usable URL is left out\n");
}

BOOST_AUTO_TEST_CASE(a_related_article_is_passed_on_once_and_never_the_article_itself) {
  const std::string related =
      "related:\n  - {title: R, webUrl: https://r.org/1}\n  - {title: Again, webUrl: https://r.org/1}\n"
      "  - https://a.org/b\n  - https://r.org/2\n  - https://r.org/3\n  - https://r.org/4\n"
      "  - https://r.org/5\n  - https://r.org/5\n";
  const Entry entry = entry_of(related);
  BOOST_REQUIRE(entry.related.size() == 5);
  BOOST_TEST((entry.related[0] == Link{"https://r.org/1", "R"}));
  BOOST_TEST((entry.related[4] == Link{"https://r.org/5", ""}));
  BOOST_TEST(problems_of(related) == "");
}

BOOST_AUTO_TEST_CASE(players_are_https_iframes_of_allowed_hosts) {
  const auto iframe = [](const std::string& source) {
    return "featuredContent: '<p>x</p><iframe src=\"" + source + "\"></iframe>'\n";
  };
  BOOST_TEST(entry_of(iframe("https://www.youtube.com/embed/a?b=1&amp;c=2")).player ==
             "https://www.youtube.com/embed/a?b=1&c=2");
  BOOST_TEST(entry_of(iframe("//player.vimeo.com/video/1")).player == "https://player.vimeo.com/video/1");
  const struct {
    std::string yaml;
    const char* problem;
  } cases[] = {
      {iframe("https://evil.org/embed"),
       "5:18 warning player-host: the player's host \"evil.org\" is not in [feeds] player_hosts; it is left "
       "out\n"},
      {iframe("https://www.youtube.com.evil.org/"),
       "5:18 warning player-host: the player's host \"www.youtube.com.evil.org\" is not in [feeds] "
       "player_hosts; it is left "
       "out\n"},
      {iframe("http://www.youtube.com/embed/a"),
       "5:18 warning bad-player: the player \"http://www.youtube.com/embed/a\" is not an absolute https URL; "
       "it is left out\n"},
      {iframe("javascript:alert(1)"),
       "5:18 warning bad-player: the player \"javascript:alert(1)\" is not an absolute https URL; it is left "
       "out\n"},
      {iframe("https://bob@www.youtube.com/embed/a"),
       "5:18 warning bad-player: the player \"https://…@www.youtube.com/embed/a\" has a user name, which "
       "feeds do not "
       "pass on; it is left out\n"},
      {"featuredContent: text\n",
       "5:18 warning bad-player: featuredContent has no iframe with a source; it is left out\n"},
  };
  for (const auto& c : cases) {
    BOOST_TEST(entry_of(c.yaml).player == "");
    BOOST_TEST(problems_of(c.yaml) == c.problem, problems_of(c.yaml));
  }
  Settings settings;
  settings.feeds.player_hosts = {"evil.org"};
  BOOST_TEST(entry_of(iframe("https://evil.org/embed"), settings).player == "https://evil.org/embed");
}

BOOST_AUTO_TEST_CASE(the_other_fields_are_taken_over) {
  const Entry entry = entry_of(
      "excerpt: \" one\\ntwo \"\ntype: video\nlength: PT1H43M\nlevels: [A, B]\nprice: $9\nlanguage: "
      "de-AT\nquality: 017\nheat: 5\n");
  BOOST_TEST(entry.summary == "one\ntwo");
  BOOST_TEST(entry.type == "video");
  BOOST_TEST(entry.duration.value().count() == 6'180);
  BOOST_TEST(entry.levels == (std::vector<std::string>{"A", "B"}), boost::test_tools::per_element());
  BOOST_TEST(entry.price == "$9");
  BOOST_TEST(entry.language == "de-AT");
  BOOST_TEST(entry.quality.value() == 17);
  BOOST_TEST(!entry.heat.has_value());
  Settings settings;
  settings.feeds.heat = true;
  BOOST_TEST(entry_of("heat: 5\n", settings).heat.value() == 5);
}

BOOST_AUTO_TEST_CASE(a_length_may_stand_between_blanks_and_be_none) {
  BOOST_TEST(entry_of("length: \" PT5M \"\n").duration.value().count() == 300);
  BOOST_TEST(!entry_of("length: PT0S\n").duration.has_value());
  BOOST_TEST(problems_of("length: PT0S\n") == "");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_taken_over_is_a_warning) {
  const struct {
    const char* yaml;
    const char* problem;
  } cases[] = {
      {"length: 25 hours\n",
       "5:9 warning bad-length: \"25 hours\" is not a duration such as PT1H43M; it is left out\n"},
      {"quality: high\n", "5:10 warning bad-number: quality is not an integer; it is left out\n"},
      {"quality: 4.5\n", "5:10 warning bad-number: quality is not an integer; it is left out\n"},
      {"language: en_GB\n",
       "5:11 warning bad-language: \"en_GB\" is not a language tag such as en-GB; it is left out\n"},
      {"excerpt: [a]\n", "5:10 warning wrong-type: excerpt is not a text; it is left out\n"},
      {"type: {a: b}\n", "5:7 warning wrong-type: type is not a text; it is left out\n"},
      {"levels: [[a]]\n", "5:10 warning wrong-type: the value is not a text; it is left out\n"},
      {"actions: [{title: A}]\n", "5:11 warning missing-item-url: an action without url is left out\n"},
      {"heat: warm\n", ""},
      {"unknown: [anything, {a: b}]\n", ""},
  };
  for (const auto& c : cases) BOOST_TEST(problems_of(c.yaml) == c.problem, problems_of(c.yaml));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
