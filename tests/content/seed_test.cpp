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
       "error too-large: 204 bytes; at most 200 are read ([seeds] max_file_bytes)\n"},
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

BOOST_AUTO_TEST_CASE(secured_below_front_matter_that_ended_early_is_an_error) {
  const std::string start = "---\n" + complete;
  for (const std::string more : {"excerpt: |\n  foo\n---\nsecured: \"iErT\"\n---\nbody\n",
                                 "excerpt: foo\n...\nlevels: [x]\n\n  secured : iErT\n... \nbody\n"}) {
    const Seed seed = parse_seed("a.md", start + more, Settings{});
    BOOST_TEST(static_cast<int>(seed.kind) == static_cast<int>(SeedKind::bad), more);
    BOOST_TEST(to_text(seed.problems).find(" error swallowed-key: this key stands below the front matter") !=
                   std::string::npos,
               to_text(seed.problems));
    BOOST_TEST(to_text(seed.problems).find("iErT") == std::string::npos);
  }
  for (const std::string body : {"secured: yes, by a lock\n", "It is\n\n---\n\nsecured: yes\n",
                                 "```\n---\nsecured: x\n---\n```\n", "It is secured: yes\n---\n"}) {
    const Seed seed = parse_seed("a.md", start + "---\n" + body, Settings{});
    BOOST_TEST(to_text(seed.problems).empty(), to_text(seed.problems));
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
       "2:1 warning missing-title: no title: the seed is left out\n"},
      {"title: [a, b]\ndate: 2024-01-01\nwebUrl: https://a.org/\n",
       "2:8 warning missing-title: no title (title is not a text): the seed is left out\n"},
      {"title: T\ndate: 2024-01-01\noriginalUrl: {a: b}\n",
       "4:14 warning missing-url: no usable webUrl or originalUrl (originalUrl is not a text): the seed is "
       "left out\n"},
      {"title: T\nwebUrl: https://a.org/\nimages: [{url: /a.png}]\n",
       "1 warning missing-date: no date: the seed is left out\n"},
      {"title: T\ndate: 2024-01-01\n",
       "1 warning missing-url: no usable webUrl or originalUrl: the seed is left out\n"},
      {"title: T\ndate: 2024-01-01\nwebUrl: /a\noriginalUrl: b\n",
       "4:9 warning missing-url: no usable webUrl or originalUrl (\"/a\" is not an absolute http or https "
       "URL) "
       "(\"b\" is not an absolute http or https URL): the seed is left out\n"},
      {"title: #PowerApps rocks\ndate: 2024-01-01\nwebUrl: https://bob:secret@a.org/\n",
       "2:1 warning missing-title: no title (what follows ` #` is a comment and no part of the value; put "
       "quotes "
       "around the value), no usable webUrl or originalUrl (\"https://…@a.org/\" has a user name, which "
       "feeds do not pass on): the seed "
       "is left "
       "out\n"},
      {"",
       "1 warning missing-title: no title, no date, no usable webUrl or originalUrl: the seed is left out\n"},
      {"title: [a]\nwebUrl: javascript:x\n",
       "2:8 warning missing-title: no title (title is not a text), no date, no usable webUrl or originalUrl "
       "(\"javascript:x\" is not an absolute http or https URL): the seed is left out\n"},
  };
  for (const auto& c : cases) {
    const Seed seed = parse(c.yaml);
    BOOST_TEST(static_cast<int>(seed.kind) == static_cast<int>(SeedKind::left_out), c.yaml);
    BOOST_TEST(to_text(seed.problems) == c.problem, to_text(seed.problems));
  }
}

BOOST_AUTO_TEST_CASE(empty_texts_are_as_absent) {
  const std::string empty =
      "name: ''\nlength: ''\nlanguage: \"\"\nid: ' '\nupdatedDateTime: ''\noriginalUrl: ''\n"
      "featuredContent: ''\nimages: ['', {url: https://a.org/i.png, width: '', title: ''}]\n"
      "published: ''\ndeleted: ''\nquality: ''\ntopics: ['', A]\nprovider: ''\n";
  BOOST_TEST(problems_of(empty) == "");
  BOOST_TEST((entry_of(empty) == entry_of("images: [https://a.org/i.png]\ntopics: A\n")));
}

BOOST_AUTO_TEST_CASE(lists_and_maps_are_no_texts) {
  for (const char* key : {"length", "language", "id", "updatedDateTime", "featuredContent", "excerpt"}) {
    BOOST_TEST(problems_of(std::string(key) + ": [a]\n") ==
               "5:" + std::to_string(std::string_view(key).size() + 3) + " warning wrong-type: " + key +
                   " is not a text; it is left out\n");
  }
  BOOST_TEST(to_text(parse("title: T\ndate: {a: b}\nwebUrl: https://a.org/\n").problems)
                 .starts_with("3:7 error bad-date: a list or a map is not a date such as"));
}

BOOST_AUTO_TEST_CASE(columns_are_those_of_characters) {
  BOOST_TEST(problems_of("\"é😀\": [{a: b}]\nlevels: [é, ü, {}]\n") ==
             "6:16 warning wrong-type: an item of levels has no name; it is left out\n");
  const Seed seed =
      parse_seed("a.md", "\xEF\xBB\xBF---\r\nlevels: [\"\xFFé\", {}]\r" + complete + "---\r\n", Settings{});
  BOOST_TEST(
      to_text(seed.problems) ==
      "2:11 warning invalid-utf8: 1 byte(s) that are not UTF-8, replaced by U+FFFD; save the file as UTF-8\n"
      "2:16 warning wrong-type: an item of levels has no name; it is left out\n");
}

BOOST_AUTO_TEST_CASE(a_file_has_a_limited_number_of_problems) {
  std::string topics = "topics:\n";
  for (int i = 0; i < 2'400; ++i) topics += "- '!'\n";
  const std::vector<Problem> problems = parse(complete + topics + "published: maybe\n").problems;
  BOOST_REQUIRE(problems.size() == 1U);
  const std::vector<Problem> warnings = parse(complete + topics).problems;
  BOOST_REQUIRE(warnings.size() == 21U);
  BOOST_TEST(to_text({warnings.back()}) ==
             "26:3 warning more-problems: and 2380 more in this file, of which this is the first\n");
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
      {"webUrl: https://w.org/1\noriginalUrl: https://w.org:443/1\n", "https://w.org/1", "",
       "https://w.org/1"},
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

BOOST_AUTO_TEST_CASE(a_folder_may_have_any_name_and_still_gives_a_category_that_feeds_can_hold) {
  const struct {
    std::string folder;
    const char* category;
    const char* problems;
  } cases[] = {
      {"_n\xFFws", "n\xEF\xBF\xBDws",
       "warning invalid-utf8: the name of the folder is not UTF-8, so that the category is "
       "\"n\xEF\xBF\xBDws\"; rename it, or give the seed a category\n"},
      {"n\xEF\xBF\xBE\x01ws", "nws",
       "warning control-character: the name of the folder has characters that feeds cannot hold, so that the "
       "category is \"nws\"; rename it, or give the seed a category\n"},
      {"_\na\tb\r", "a b",
       "warning control-character: the name of the folder has characters that feeds cannot hold, so that the "
       "category is \"a b\"; rename it, or give the seed a category\n"},
      {"\x1F", "",
       "warning control-character: the name of the folder has characters that feeds cannot hold, so that the "
       "category is \"\"; rename it, or give the seed a category\n"},
      {"_ a b ", "a b", ""},
      {"_größe", "größe", ""},
  };
  for (const auto& c : cases) {
    const std::string path = c.folder + "/x.md";
    BOOST_TEST(entry_of("", {}, path.c_str()).category == c.category);
    BOOST_TEST(to_text(parse(complete, {}, path.c_str()).problems) == c.problems);
    BOOST_TEST(parse(complete + "category: c\n", {}, path.c_str()).problems.empty());
  }
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
