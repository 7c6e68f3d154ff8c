// SPDX-License-Identifier: MIT
#include "exporters/index_page.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "exporters/page.hpp"
#include "exporters/stylesheet.hpp"
#include "tests/exporters/html_document.hpp"
#include "tests/exporters/sample_site.hpp"

namespace feed_exporter {
namespace {

using Strings = std::vector<std::string>;
using testing::attributes;
using testing::HtmlDocument;
using testing::HtmlElement;
using testing::SampleSite;
using testing::texts;

constexpr std::size_t page_and_style_limit = 30'000;

HtmlDocument page_of(const Directory& directory, const DaemonState& state) {
  return testing::parse_html(render_index_page(directory, state));
}

HtmlDocument magazine() {
  const SampleSite site = testing::make_sample_magazine("https://example.org/news");
  return page_of(site.directory, site.state);
}

BOOST_AUTO_TEST_SUITE(index_page)

BOOST_AUTO_TEST_CASE(is_html_without_a_parse_error) {
  BOOST_TEST(magazine().errors == 0U);
  BOOST_TEST(page_of(testing::make_crowded_directory("https://example.org", 300), {}).errors == 0U);
  BOOST_TEST(page_of(testing::make_empty_directory("https://example.org"), testing::make_troubled_state(60))
                 .errors == 0U);
}

BOOST_AUTO_TEST_CASE(shows_topics_below_their_parents_with_count_newest_article_and_feeds) {
  const HtmlDocument page = magazine();
  const Strings sections = {"Subscribe", "Coasts", "Oceans", "Other topics", "State"};
  BOOST_TEST(texts(page.all("h2")) == sections, boost::test_tools::per_element());
  const Strings topics = {"Marshes", "Dunes",       "Kelp",       "Sea Ice",
                          "Tides",   "Lighthouses", "Navigation", "Weather"};
  BOOST_TEST(texts(page.all("h3")) == topics, boost::test_tools::per_element());
  BOOST_TEST(page.all("li")[1].text ==
             "Dunes5 articles · 2026-05-03The dune that ate a churchAtomRSSJSON Feed");
  for (const char* suffix : {"", ".atom", ".rss", ".json"}) {
    BOOST_TEST(page.all("a", "href", std::string("/news/feeds/sea-ice") + suffix).size() == 1U, suffix);
  }
}

BOOST_AUTO_TEST_CASE(names_a_parent_without_articles_above_its_topics) {
  for (const std::size_t topics : {10U, 150U}) {
    Directory directory = testing::make_crowded_directory("https://example.org", topics);
    directory.topics[1].parent = "nearly";
    directory.topics[2].parent = "under";
    directory.groups = {{"nearly", "Nearly <everything>", ""}, {"under", "Under", "nearly"}};
    const HtmlDocument page = page_of(directory, {.articles = 1, .notices = {}, .problems = 0});
    BOOST_TEST(page.errors == 0U);
    const Strings headings = texts(page.all("h2"));
    BOOST_TEST(std::ranges::count(headings, "Nearly <everything>") == 1);
    BOOST_TEST(std::ranges::count(headings, "Under") == 0);
    const std::vector<HtmlElement> sections = page.all("section");
    const auto section = std::ranges::find_if(
        sections, [](const HtmlElement& element) { return element.text.starts_with("Nearly"); });
    BOOST_REQUIRE((section != sections.end()));
    BOOST_TEST(section->text.find(directory.topics[1].title) != std::string::npos);
    BOOST_TEST(section->text.find(directory.topics[2].title) != std::string::npos);
    BOOST_TEST(page.all("a", "href", "/feeds/nearly").empty());
  }
}

BOOST_AUTO_TEST_CASE(leads_to_everything_in_each_format_and_to_the_opml) {
  const HtmlDocument page = magazine();
  const Strings alternates = {"https://example.org/news/feeds/all.atom",
                              "https://example.org/news/feeds/all.rss",
                              "https://example.org/news/feeds/all.json"};
  BOOST_TEST(attributes(page.all("link", "rel", "alternate"), "href") == alternates,
             boost::test_tools::per_element());
  for (const char* href :
       {"/news/feeds/all", "/news/feeds/all.atom", "/news/feeds/all.rss", "/news/feeds/all.json"}) {
    BOOST_TEST(page.all("a", "href", href).size() == 1U, href);
  }
  BOOST_TEST(page.all("a", "href", "/news/feeds.opml").size() == 2U);
  BOOST_TEST(page.all("link", "rel", "canonical").front().attribute("href") == "https://example.org/news/");
}

BOOST_AUTO_TEST_CASE(says_that_all_is_well) {
  const HtmlDocument page = magazine();
  BOOST_TEST(page.all("p", "class", "fine").size() == 1U);
  BOOST_TEST(page.all("p", "class", "facts").front().text ==
             "226 articles in 10 topics · updated 2026-05-12");
}

BOOST_AUTO_TEST_CASE(shows_problems_with_their_places_and_how_many_there_are) {
  const SampleSite site = testing::make_sample_magazine("https://example.org");
  const HtmlDocument page = page_of(site.directory, testing::make_troubled_state(1'234));
  BOOST_TEST(page.all("p", "class", "fine").empty());
  BOOST_TEST(page.all("a", "href", "#state").front().text == "1,234 problems");
  BOOST_TEST(page.all("h2", "id", "state").size() == 1U);
  BOOST_TEST(page.all("b", "class", "error").size() == 6U);
  BOOST_TEST(page.all("b", "class", "warning").size() == 4U);
  const Strings commands = texts(page.all("code"));
  BOOST_TEST(commands[1] == "_news/2026-05-11-storm.md:4:18");
  BOOST_TEST(commands.back() == "feed-exporter check");
}

struct StateCase {
  DaemonState state;
  std::string link;
  std::string section;
};

BOOST_AUTO_TEST_CASE(says_of_the_daemon_first_what_keeps_the_feeds_from_following) {
  const Notice missing = {"error", "", "the seeds directory is missing"};
  const Notice polled = {"warning", "", "changes are found by polling"};
  const Notice broken = {"error", "a.md:1", "no title"};
  const std::vector<StateCase> cases = {
      {{.articles = 1, .conditions = {missing}, .notices = {}, .problems = 0},
       "not up to date",
       "StateThe feeds stay as they were:error the seeds directory is missing"},
      {{.articles = 1, .conditions = {missing}, .notices = {broken}, .problems = 1},
       "not up to date, 1 problem",
       "StateThe feeds stay as they were:error the seeds directory is missing"
       "1 problem found in the seeds:error a.md:1 no title"},
      {{.articles = 1, .conditions = {polled}, .notices = {}, .problems = 0},
       "1 notice",
       "Statewarning changes are found by polling"},
      {{.articles = 1, .conditions = {polled}, .notices = {broken}, .problems = 1},
       "1 problem",
       "Statewarning changes are found by polling"
       "1 problem found in the seeds; everything else is served as usual.error a.md:1 no title"},
  };
  const Directory directory = testing::make_sample_magazine("https://example.org").directory;
  for (const StateCase& test : cases) {
    const HtmlDocument page = page_of(directory, test.state);
    BOOST_TEST(texts(page.all("a", "href", "#state")) == Strings{test.link},
               boost::test_tools::per_element());
    BOOST_TEST(page.all("section", "class", "state").front().text == test.section);
  }
}

BOOST_AUTO_TEST_CASE(escapes_what_a_seed_put_into_a_problem) {
  DaemonState state;
  state.articles = 1;
  state.problems = 1;
  state.notices = {{"error", "a<b>.md:1", "<script>alert(1)</script>"}};
  const HtmlDocument page = page_of(testing::make_sample_magazine("https://example.org").directory, state);
  BOOST_TEST(page.all("script").empty());
  BOOST_TEST(page.all("span").back().text == "<script>alert(1)</script>");
}

BOOST_AUTO_TEST_CASE(says_how_to_begin_where_there_is_no_article) {
  const HtmlDocument page = page_of(testing::make_empty_directory("https://example.org"), {});
  BOOST_TEST(page.all("h2").front().text == "No article yet");
  BOOST_TEST(page.all("pre").front().text.starts_with("---\ntitle: "));
  BOOST_TEST(page.all("p", "class", "fine").empty());
  const HtmlDocument troubled =
      page_of(testing::make_empty_directory("https://example.org"),
              {.articles = 0, .notices = {{"error", "a.md:1", "x"}}, .problems = 1});
  BOOST_TEST(troubled.all("b", "class", "error").size() == 1U);
  BOOST_TEST(troubled.all("h2").front().text == "No article yet");
}

BOOST_AUTO_TEST_CASE(says_before_all_else_why_there_may_be_no_article) {
  const HtmlDocument page = page_of(testing::make_empty_directory("https://example.org"),
                                    {.articles = 0,
                                     .conditions = {{"error", "", "the seeds directory is missing"}},
                                     .notices = {},
                                     .problems = 0});
  const Strings sections = {"State", "No article yet"};
  BOOST_TEST(texts(page.all("h2")) == sections, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keeps_200_topics_and_the_style_sheet_within_30_kb) {
  const Directory directory = testing::make_crowded_directory("https://example.org/news", 200);
  DaemonState state;
  state.articles = 100'000;
  const std::string text = render_index_page(directory, state);
  BOOST_TEST(text.size() + page_stylesheet().size() < page_and_style_limit);
  const HtmlDocument page = testing::parse_html(text);
  // Six that changed last, as cards, and all of them by name.
  BOOST_TEST(page.all("h3").size() == 6U);
  BOOST_TEST(page.all("li").size() == 206U);
}

/// Of the links to subscribe.
Strings feed_links(const HtmlDocument& page) {
  Strings links;
  for (const HtmlElement& link : page.all("a")) {
    if (link.attributes.contains("aria-label")) links.push_back(link.attributes.at("href"));
  }
  return links;
}

struct Crowd {
  std::size_t topics;
  std::size_t cards;
  std::size_t names;
  std::size_t feed_links;
};

BOOST_AUTO_TEST_CASE(says_less_of_each_topic_the_more_there_are) {
  // Beside the cards, the whole site has three feeds of its own.
  const std::vector<Crowd> crowds = {{1, 1, 0, 6},    {35, 35, 0, 108},   {44, 44, 0, 105},
                                     {80, 80, 0, 27}, {150, 12, 150, 39}, {215, 4, 215, 15}};
  for (const Crowd& crowd : crowds) {
    const HtmlDocument page =
        page_of(testing::make_crowded_directory("https://example.org/news", crowd.topics),
                {.articles = 1'000, .notices = {}, .problems = 0});
    BOOST_TEST(page.all("h3").size() == crowd.cards, crowd.topics);
    BOOST_TEST(page.all("li").size() == crowd.cards + crowd.names, crowd.topics);
    BOOST_TEST(feed_links(page).size() == crowd.feed_links, crowd.topics);
  }
}

BOOST_AUTO_TEST_CASE(keeps_the_links_of_the_largest_topics) {
  Directory directory = testing::make_crowded_directory("https://example.org/news", 60);
  directory.topics.back().articles = 1'000'000;
  const HtmlDocument page = page_of(directory, {.articles = 1'000, .notices = {}, .problems = 0});
  const Strings links = feed_links(page);
  const auto linked = [&](const DirectoryTopic& topic) {
    return std::ranges::count(links, "/news/feeds/" + topic.slug + ".atom") == 1;
  };
  BOOST_TEST(linked(directory.topics[1]));
  BOOST_TEST(linked(directory.topics.back()));
  BOOST_TEST(!linked(directory.topics[directory.topics.size() - 2]));
}

struct ManyTopics {
  std::size_t topics;
  std::size_t name;
  /// Topics in a group, below a parent; 0: none has a parent.
  std::size_t group;
  std::size_t problems;
};

/// Topics with names of this length.
Directory make_large_directory(const ManyTopics& many) {
  Directory directory = testing::make_crowded_directory("https://example.org/news", many.topics);
  for (std::size_t i = 1; i < directory.topics.size(); ++i) {
    DirectoryTopic& topic = directory.topics[i];
    topic.slug = "topic-" + std::to_string(i);
    topic.slug.resize(std::max(topic.slug.size(), many.name), 'x');
    topic.title = topic.slug;
    if (many.group > 0 && (i - 1) % many.group > 0) {
      topic.parent = directory.topics[i - (i - 1) % many.group].slug;
    }
  }
  return directory;
}

BOOST_AUTO_TEST_CASE(lists_the_largest_of_very_many_topics_within_30_kb_and_says_where_the_others_are) {
  const std::vector<ManyTopics> cases = {{300, 37, 0, 0},   {300, 37, 2, 50},   {300, 37, 10, 0},
                                         {2'500, 20, 0, 0}, {300, 2'000, 3, 0}, {20'000, 37, 40, 50}};
  for (const ManyTopics& many : cases) {
    const Directory directory = make_large_directory(many);
    DaemonState state = testing::make_troubled_state(many.problems);
    state.articles = 100'000;
    const std::string text = render_index_page(directory, state);
    const HtmlDocument page = testing::parse_html(text);
    BOOST_TEST_CONTEXT(many.topics << " topics, " << many.name << " bytes, " << many.group << " a group") {
      BOOST_TEST(text.size() + page_stylesheet().size() < page_and_style_limit);
      BOOST_TEST(page.errors == 0U);
      std::size_t named = 0;
      std::size_t first_missing = directory.topics.size();
      for (std::size_t i = 1; i < directory.topics.size(); ++i) {
        const std::string link = "/news/feeds/" + directory.topics[i].slug;
        if (page.all("a", "href", link).empty()) {
          first_missing = std::min(first_missing, i);
        } else {
          ++named;
        }
      }
      BOOST_TEST(page.all("p", "class", "rest").front().text ==
                 grouped(many.topics - named) + " smaller topics are in the OPML file and in the JSON list.");
      // The first have the most articles.
      if (many.name < 1'000) BOOST_TEST(first_missing > 60U);
    }
  }
}

BOOST_AUTO_TEST_CASE(lists_every_topic_where_there_is_room) {
  const Directory directory = make_large_directory({120, 37, 4, 0});
  const HtmlDocument page = page_of(directory, {.articles = 1'000, .notices = {}, .problems = 0});
  BOOST_TEST(page.all("p", "class", "rest").empty());
  for (std::size_t i = 1; i < directory.topics.size(); ++i) {
    BOOST_TEST(!page.all("a", "href", "/news/feeds/" + directory.topics[i].slug).empty(), i);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
