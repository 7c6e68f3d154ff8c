// SPDX-License-Identifier: MIT
// The rules by which front matter becomes an article, or does not.
#include "daemon/content/seed.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/content/seed_text.hpp"

namespace feed_exporter {
namespace {

using namespace std::string_literals;

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

BOOST_AUTO_TEST_SUITE(seed)

BOOST_AUTO_TEST_CASE(files_that_are_no_seeds_are_passed_over) {
  for (const std::string& text :
       {""s, "text"s, "# title\n---\n"s, "-- -\n"s, "\xFF\xFEt\0"s, "\0\0\0"s, "----\na: b\n---\n"s}) {
    const Seed seed = parse_seed("a.md", text, Settings{});
    BOOST_TEST(static_cast<int>(seed.kind) == static_cast<int>(SeedKind::not_a_seed), text);
    BOOST_TEST(seed.problems.empty(), text);
  }
}

BOOST_AUTO_TEST_CASE(unusable_files_are_errors_with_a_place) {
  Settings small;
  small.seeds.max_file_bytes = 200;
  small.seeds.max_front_matter_bytes = 100;
  const struct {
    std::string text;
    std::string problems;
  } cases[] = {
      {"---\ntitle: a\n", "1 error unclosed-front-matter: the front matter has no closing --- line\n"},
      {"\xFF\xFE-\0-\0-\0\n\0"s, "error utf16: the file is UTF-16; save it as UTF-8\n"},
      {"\xFE\xFF\0-\0-\0-\0\n"s, "error utf16: the file is UTF-16; save it as UTF-8\n"},
      {"---\n" + std::string(200, 'a'),
       "error file-too-large: 204 bytes; at most 200 are read ([seeds] max_file_bytes)\n"},
      {"---\na: " + std::string(100, 'a') + "\n---\n",
       "1 error front-matter-too-large: 108 bytes of front matter; at most 100 are read ([seeds] "
       "max_front_matter_bytes)\n"},
      {"---\njust text\n---\n", "1 error not-a-map: the front matter is not made of `key: value` lines\n"},
      {"---\n- a\n- b\n---\n", "1 error not-a-map: the front matter is not made of `key: value` lines\n"},
      {"---\na: [b\n---\n",
       "2:5 error bad-yaml: not valid YAML: a key without a colon, or a bracket that is not closed\n"},
  };
  for (const auto& c : cases) {
    const Seed seed = parse_seed("a.md", c.text, small);
    BOOST_TEST(static_cast<int>(seed.kind) == static_cast<int>(SeedKind::bad), c.text);
    BOOST_TEST(!seed.article.has_value(), c.text);
    BOOST_TEST(to_text(seed.problems) == c.problems, to_text(seed.problems));
  }
}

BOOST_AUTO_TEST_CASE(a_seed_without_title_date_or_url_is_left_out_with_one_warning) {
  const struct {
    const char* yaml;
    const char* problem;
  } cases[] = {
      {"date: 2024-01-01\nwebUrl: https://a.org/\n",
       "1 warning missing-title: no title: the seed is left out\n"},
      {"title: ~\nname: ''\ndate: 2024-01-01\nwebUrl: https://a.org/\n",
       "1 warning missing-title: no title: the seed is left out\n"},
      {"title: T\nwebUrl: https://a.org/\nimages: [{url: /a.png}]\n",
       "1 warning missing-date: no date: the seed is left out\n"},
      {"title: T\ndate: 2024-01-01\n",
       "1 warning missing-url: no usable webUrl or originalUrl: the seed is left out\n"},
      {"title: T\ndate: 2024-01-01\nwebUrl: /a\noriginalUrl: b\n",
       "4:9 warning missing-url: no usable webUrl or originalUrl: the seed is left out\n"},
      {"",
       "1 warning missing-title: no title, no date, no usable webUrl or originalUrl: the seed is left out\n"},
      {"title: [a]\nwebUrl: javascript:x\n",
       "3:9 warning missing-title: no title, no date, no usable webUrl or originalUrl: the seed is left "
       "out\n"},
  };
  for (const auto& c : cases) {
    const Seed seed = parse(c.yaml);
    BOOST_TEST(static_cast<int>(seed.kind) == static_cast<int>(SeedKind::left_out), c.yaml);
    BOOST_TEST(to_text(seed.problems) == c.problem, to_text(seed.problems));
  }
}

BOOST_AUTO_TEST_CASE(titles_are_texts_whatever_they_look_like) {
  const struct {
    const char* yaml;
    const char* title;
  } cases[] = {
      {"title: 2021", "2021"},         {"title: true", "true"},       {"title: 017", "017"},
      {"title: \"null\"", "null"},     {"title: ~\nname: N", "N"},    {"name: N", "N"},
      {"title: T\nname: N", "T"},      {"title: '  a\tb '", "a b"},   {"title: \"a\\nb\"", "a b"},
      {"title: AT&amp;T", "AT&amp;T"}, {"title: 'a: <b>'", "a: <b>"},
  };
  for (const auto& c : cases) {
    const Seed seed = parse(std::string(c.yaml) + "\ndate: 2024-01-01\nwebUrl: https://a.org/\n");
    BOOST_REQUIRE_MESSAGE(seed.article.has_value(), to_text(seed));
    BOOST_TEST(seed.article->entry.title == c.title);
    BOOST_TEST(seed.problems.empty());
  }
}

BOOST_AUTO_TEST_CASE(long_titles_are_cut_between_characters) {
  Settings settings;
  settings.seeds.max_title_bytes = 10;
  const Seed seed = parse("title: ääääääää\ndate: 2024-01-01\nwebUrl: https://a.org/\n", settings);
  BOOST_TEST(seed.article.value().entry.title == "äää…");
  BOOST_TEST(to_text(seed.problems) ==
             "2:8 warning title-too-long: a title of 16 bytes is cut to 10 ([seeds] max_title_bytes)\n");
}

BOOST_AUTO_TEST_CASE(the_date_falls_back_to_the_name_of_the_file) {
  const std::string rest = "title: T\nwebUrl: https://a.org/\n";
  const auto published = [&](const std::string& yaml, const char* path) {
    return parse(rest + yaml, {}, path).article.value().entry.published.time_since_epoch().count();
  };
  BOOST_TEST(published("publishedDateTime: 2024-01-02\ndate: 2023-01-01\n", "2022-01-01-x.md") ==
             1'704'153'600);
  BOOST_TEST(published("date: 2024-01-02\n", "2022-01-01-x.md") == 1'704'153'600);
  BOOST_TEST(published("publishedDateTime: ~\ndate:\n", "_posts/2024-01-02-x.md") == 1'704'153'600);
  BOOST_TEST(static_cast<int>(parse(rest, {}, "2024-01-02/x.md").kind) ==
             static_cast<int>(SeedKind::left_out));
  BOOST_TEST(to_text(parse(rest, {}, "2024-02-30-x.md").problems) ==
             "error bad-date: the date in the name of the file does not exist\n");
}

BOOST_AUTO_TEST_CASE(dates_that_do_not_exist_are_errors) {
  const std::string rest = "title: T\nwebUrl: https://a.org/\n";
  for (const char* date : {"2024-02-30", "0000-01-01T00:00:00Z", "soon", "[2024-01-01]", "17"}) {
    const Seed seed = parse(rest + "publishedDateTime: " + date + "\n");
    BOOST_TEST(static_cast<int>(seed.kind) == static_cast<int>(SeedKind::bad), date);
    BOOST_TEST(seed.problems.at(0).rule == "bad-date");
    BOOST_TEST(seed.problems.at(0).line == 4U);
    BOOST_TEST(seed.problems.at(0).column == 20U);
  }
  const Seed seed = parse(rest + "date: 2024-01-02T03:04:05\n");
  BOOST_TEST(seed.article.value().entry.published.time_since_epoch().count() == 1'704'164'645);
  BOOST_TEST(to_text(seed.problems) ==
             "4:7 warning date-without-zone: \"2024-01-02T03:04:05\" has no time zone and is read as UTC; "
             "add Z or an "
             "offset\n");
}

BOOST_AUTO_TEST_CASE(an_update_is_never_before_the_publication) {
  BOOST_TEST(entry_of("updatedDateTime: 2024-01-02T03:04:05Z\n").updated.has_value());
  BOOST_TEST(entry_of("updatedDateTime: 2024-01-03\n").updated->time_since_epoch().count() == 1'704'240'000);
  BOOST_TEST(!entry_of("updatedDateTime: ~\n").updated.has_value());
  BOOST_TEST(!entry_of("updatedDateTime: 2024-01-02\n").updated.has_value());
  BOOST_TEST(
      problems_of("updatedDateTime: 2024-01-02\n") ==
      "5:18 warning updated-before-published: updatedDateTime is before the publication; it is left out\n");
  BOOST_TEST(problems_of("updatedDateTime: 2024-13-02\n") ==
             "5:18 warning bad-date: \"2024-13-02\" is not a date such as 2024-02-29T13:45:00Z, or one that "
             "does not "
             "exist; it is left out\n");
}

BOOST_AUTO_TEST_CASE(the_web_url_leads_and_the_original_is_where_it_came_from) {
  const struct {
    const char* yaml;
    const char* url;
    const char* via;
    const char* key;
  } cases[] = {
      {"webUrl: https://w.org/1\noriginalUrl: https://o.org/1\n", "https://w.org/1", "https://o.org/1",
       "https://o.org/1"},
      {"webUrl: https://w.org/1\noriginalUrl: https://W.org/1\n", "https://w.org/1", "", "https://w.org/1"},
      {"webUrl: https://w.org/1\n", "https://w.org/1", "", "https://w.org/1"},
      {"originalUrl: https://o.org/1\n", "https://o.org/1", "", "https://o.org/1"},
      {"webUrl: /1\noriginalUrl: https://o.org/1\n", "https://o.org/1", "", "https://o.org/1"},
      {"webUrl: https://w.org/1\noriginalUrl: /1\n", "https://w.org/1", "", "https://w.org/1"},
  };
  for (const auto& c : cases) {
    const Seed seed = parse("title: T\ndate: 2024-01-01\n" + std::string(c.yaml));
    BOOST_TEST(seed.article.value().entry.url == c.url, c.yaml);
    BOOST_TEST(seed.article->entry.via == c.via, c.yaml);
    BOOST_TEST(seed.article->duplicate_key == c.key, c.yaml);
  }
  BOOST_TEST(problems_of("originalUrl: 'javascript:x'\n") ==
             "5:14 warning bad-url: \"javascript:x\" is not an absolute http or https URL; it is left out\n");
}

BOOST_AUTO_TEST_CASE(flags_decide_whether_it_is_shown) {
  const auto article = [](const std::string& more) { return parse(complete + more).article.value(); };
  BOOST_TEST(!article("").unpublished);
  BOOST_TEST(!article("published:\n").unpublished);
  BOOST_TEST(!article("published: true\n").unpublished);
  for (const char* no : {"false", "no", "off", "False", "\"false\""}) {
    BOOST_TEST(article("published: "s + no + "\n").unpublished, no);
  }
  BOOST_TEST(!article("deleted: false\nremoved: no\n").withdrawn);
  BOOST_TEST(article("deleted: true\n").withdrawn);
  BOOST_TEST(article("removed: yes\n").withdrawn);
  const Seed unclear = parse(complete + "published: flase\ndeleted: 1\n");
  BOOST_TEST(static_cast<int>(unclear.kind) == static_cast<int>(SeedKind::bad));
  BOOST_TEST(to_text(unclear.problems) ==
             "5:12 error bad-boolean: published must be true or false\n6:10 error bad-boolean: deleted must "
             "be true or "
             "false\n");
}

BOOST_AUTO_TEST_CASE(the_id_is_the_seeds_own_or_made_of_its_path) {
  Settings settings;
  settings.site.authority = "example.org,2020";
  BOOST_TEST(entry_of("", settings, "_news/ä.md").id == "tag:example.org,2020:_news/%C3%A4");
  BOOST_TEST(entry_of("id: urn:x:1\n", settings).id == "urn:x:1");
  BOOST_TEST(entry_of("id: 42\n", settings).id == "tag:example.org,2020:_news/x");
  BOOST_TEST(problems_of("id: 42\n") ==
             "5:5 warning bad-id: \"42\" is not an IRI such as urn:uuid:… or https://…; the path stands in "
             "for it\n");
}

BOOST_AUTO_TEST_CASE(the_category_falls_back_to_the_first_folder) {
  BOOST_TEST(entry_of("category: c\n").category == "c");
  BOOST_TEST(entry_of("").category == "news");
  BOOST_TEST(entry_of("", {}, "_learning/videos/x.md").category == "learning");
  BOOST_TEST(entry_of("", {}, "posts/x.md").category == "posts");
  BOOST_TEST(entry_of("", {}, "x.md").category == "");
}

BOOST_AUTO_TEST_CASE(topics_are_one_for_each_slug) {
  const Seed seed = parse(complete + "topics: [AI, 'a  i', ai, '!!!', [x], ~, {name: C++}]\n");
  BOOST_TEST(seed.article.value().topics == (std::vector<std::string>{"AI", "a i", "C++"}),
             boost::test_tools::per_element());
  BOOST_TEST(
      to_text(seed.problems) ==
      "5:22 warning duplicate-topic: the topic \"ai\" stands here twice\n"
      "5:26 warning bad-topic: the topic \"!!!\" has no letter or digit, or is too long; it is left out\n"
      "5:33 warning wrong-type: the value is not a text; it is left out\n"
      "5:33 warning bad-topic: the topic \"\" has no letter or digit, or is too long; it is left out\n");
  BOOST_TEST(parse(complete + "topics: AI\n").article.value().topics.size() == 1U);
  BOOST_TEST(problems_of("topics: [" + std::string(257, 'a') + "]\n").find("bad-topic") != std::string::npos);
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
      "actions:\n  - {url: 'https://a.org/b c.zip', type: download, title: Z}\n  - {url: https://a.org/d, "
      "type: download}\n"
      "  - {url: https://a.org/e.pdf, type: open, title: O}\n  - https://a.org/f\n  - {url: 'data:x', type: "
      "download}\n");
  BOOST_REQUIRE(entry.enclosures.size() == 1);
  BOOST_TEST(
      (entry.enclosures[0] == Enclosure{"https://a.org/b%20c.zip", "Z", "application/zip", std::nullopt}));
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

BOOST_AUTO_TEST_CASE(line_ends_and_a_byte_order_mark_change_nothing) {
  const std::string text =
      "---\ntitle: T\ndate: 2024-01-02\nwebUrl: https://a.org/\nexcerpt: >\n  a\n  b\n---\n# Body\n\nMore\n";
  const Seed plain = parse_seed("x.md", text, Settings{});
  for (const std::string& end : {"\r\n"s, "\r"s}) {
    std::string other = "\xEF\xBB\xBF";
    for (const char c : text) other += c == '\n' ? end : std::string(1, c);
    BOOST_TEST(to_text(parse_seed("x.md", other, Settings{})) == to_text(plain));
  }
}

BOOST_AUTO_TEST_CASE(secured_and_heat_change_nothing) {
  const std::string rest =
      complete + "related:\n  - title: R\n    webUrl: https://r.org/\n    secured: $\nsecured: $\nheat: $\n";
  const auto with = [&](const std::string& value) {
    std::string yaml = rest;
    for (std::size_t at = yaml.find('$'); at != std::string::npos; at = yaml.find('$'))
      yaml.replace(at, 1, value);
    return parse(yaml);
  };
  const Seed first = with("1");
  const Seed second = with("\"another+value/==\"");
  BOOST_TEST((first.article.value() == second.article.value()));
  BOOST_TEST(second.problems.empty());
}

BOOST_AUTO_TEST_CASE(summaries_only_leave_bodies_out) {
  const std::string text = "---\n" + complete + "---\n<script>x</script>\n\nBody\n";
  Settings settings;
  BOOST_TEST(parse_seed("x.md", text, settings).article.value().entry.content_html == "<p>Body</p>");
  settings.feeds.content = ContentMode::summary;
  const Seed seed = parse_seed("x.md", text, settings);
  BOOST_TEST(seed.article.value().entry.content_html == "");
  BOOST_TEST(seed.problems.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
