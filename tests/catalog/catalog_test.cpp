// SPDX-License-Identifier: MIT
#include "daemon/catalog/catalog.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/catalog/articles.hpp"

namespace feed_exporter {
namespace {

constexpr int today = 1'000;

FeedSettings with_items(std::size_t items) {
  FeedSettings settings;
  settings.items = items;
  return settings;
}

/// At `today`, showing `items` articles a feed.
struct Fixture {
  explicit Fixture(const FeedSettings& settings = with_items(2)) : catalog(settings) {
    catalog.advance(at(today));
  }
  /// What changed since the last call: `all topic`.
  std::string dirty() { return joined(catalog.take_dirty()); }
  std::string names() {
    std::vector<std::string> names;
    for (const TopicSummary& topic : catalog.topics()) names.push_back(topic.slug + "=" + topic.name);
    return joined(names);
  }
  Catalog catalog;
};

Taxonomy defining(std::vector<TopicDefinition> topics, std::map<std::string, std::string> aliases = {}) {
  Taxonomy taxonomy;
  for (const TopicDefinition& topic : topics) taxonomy.topics[topic.slug] = topic;
  taxonomy.aliases = std::move(aliases);
  return taxonomy;
}

TopicDefinition topic(const std::string& slug, const std::string& name, const std::string& parent = "") {
  TopicDefinition topic;
  topic.slug = slug;
  topic.name = name;
  topic.parent = parent;
  return topic;
}

BOOST_AUTO_TEST_SUITE(catalog)

BOOST_FIXTURE_TEST_CASE(starts_empty, Fixture) {
  BOOST_TEST(catalog.topics().empty());
  BOOST_TEST(catalog.entries("all", 10).empty());
  BOOST_TEST(dirty() == "");
  BOOST_TEST(!catalog.take_directory_dirty());
  BOOST_TEST(!catalog.next_due().has_value());
}

BOOST_FIXTURE_TEST_CASE(gives_an_article_back_as_it_was_applied, Fixture) {
  Article article = make_article("a.md", 1);
  article.unpublished = true;
  article.topics = {"A.I.", "ai", "Sea Ice"};
  put(catalog, article);
  BOOST_TEST((catalog.article("a.md") == article));
  BOOST_TEST(!catalog.article("b.md").has_value());
}

BOOST_FIXTURE_TEST_CASE(orders_newest_first_ties_by_id, Fixture) {
  put(catalog, make_article("old.md", 1));
  put(catalog, make_article("b.md", 5));
  put(catalog, make_article("a.md", 5));
  put(catalog, make_article("new.md", 9));
  Article last = make_article("0.md", 5);
  last.entry.id = "tag:localhost,2026:c";
  put(catalog, last);
  BOOST_TEST(titles(catalog) == "new a b 0 old");
  BOOST_TEST(titles(catalog, "topic") == "new a b 0 old");
  BOOST_TEST(titles(catalog, "all", 2) == "new a");
  BOOST_TEST(titles(catalog, "nothing") == "");
}

BOOST_FIXTURE_TEST_CASE(hides_what_is_withdrawn_unpublished_or_to_come, Fixture) {
  put(catalog, make_article("shown.md", 1));
  Article withdrawn = make_article("withdrawn.md", 1, {"Hidden"});
  withdrawn.withdrawn = true;
  put(catalog, withdrawn);
  Article unpublished = make_article("unpublished.md", 1, {"Hidden"});
  unpublished.unpublished = true;
  put(catalog, unpublished);
  put(catalog, make_article("future.md", today + 1, {"Hidden"}));
  BOOST_TEST(titles(catalog) == "shown");
  BOOST_TEST(names() == "topic=Topic");
  BOOST_TEST(catalog.size() == 1U);
  BOOST_TEST(catalog.contains("withdrawn.md"));
}

BOOST_AUTO_TEST_CASE(shows_the_unpublished_if_the_settings_say_so) {
  FeedSettings settings;
  settings.include_unpublished = true;
  Fixture fixture(settings);
  Article unpublished = make_article("unpublished.md", 1);
  unpublished.unpublished = true;
  put(fixture.catalog, unpublished);
  BOOST_TEST(titles(fixture.catalog) == "unpublished");
}

BOOST_FIXTURE_TEST_CASE(lets_the_future_appear_when_it_is_due_and_stay, Fixture) {
  put(catalog, make_article("later.md", today + 20, {"Later"}));
  put(catalog, make_article("soon.md", today + 10, {"Soon"}));
  BOOST_TEST((catalog.next_due() == at(today + 10)));
  BOOST_TEST(dirty() == "");
  catalog.advance(at(today + 9));
  BOOST_TEST(titles(catalog) == "");
  catalog.advance(at(today + 10));
  BOOST_TEST(titles(catalog) == "soon");
  BOOST_TEST(dirty() == "all soon");
  BOOST_TEST(catalog.take_directory_dirty());
  BOOST_TEST((catalog.next_due() == at(today + 20)));
  catalog.advance(at(today));
  BOOST_TEST(titles(catalog) == "soon");
  put(catalog, make_article("between.md", today + 5));
  BOOST_TEST(titles(catalog) == "soon between");
  erase(catalog, "later.md");
  BOOST_TEST(!catalog.next_due().has_value());
}

BOOST_FIXTURE_TEST_CASE(says_nothing_of_an_update_before_it_is_due, Fixture) {
  const auto put_updated = [&](const std::string& path, int updated, bool withdrawn = false) {
    Article article = make_article(path, today - 10, {"Topic " + path.substr(0, 1)});
    article.entry.updated = at(updated);
    article.withdrawn = withdrawn;
    put(catalog, article);
    return article;
  };
  put_updated("a.md", today);
  const Article later = put_updated("b.md", today + 20);
  put_updated("c.md", today + 5, true);
  const auto updated = [&](const std::string& slug) { return catalog.entries(slug, 1).at(0).updated; };
  BOOST_TEST((updated("topic-a") == at(today)));
  BOOST_TEST(!updated("topic-b").has_value());
  BOOST_TEST((catalog.next_due() == at(today + 20)));
  dirty();

  put(catalog, later);
  catalog.advance(at(today + 19));
  BOOST_TEST(dirty() == "");
  BOOST_TEST(!updated("topic-b").has_value());
  catalog.advance(at(today + 20));
  BOOST_TEST(dirty() == "all topic-b");
  BOOST_TEST((updated("topic-b") == at(today + 20)));
  BOOST_TEST(!catalog.next_due().has_value());
  catalog.advance(at(today));
  BOOST_TEST((updated("topic-b") == at(today + 20)));

  put_updated("b.md", today + 30);
  put_updated("b.md", today + 25);
  BOOST_TEST(!updated("topic-b").has_value());
  BOOST_TEST((catalog.next_due() == at(today + 25)));
  erase(catalog, "b.md");
  BOOST_TEST(!catalog.next_due().has_value());
}

BOOST_FIXTURE_TEST_CASE(shows_duplicates_once_with_the_topics_of_all, Fixture) {
  const auto twin = [](const std::string& path, int published, std::vector<std::string> topics) {
    Article article = make_article(path, published, std::move(topics));
    article.duplicate_key = "example.org/same";
    return article;
  };
  put(catalog, twin("c.md", 5, {"Gamma", "Both"}));
  put(catalog, twin("d.md", 5, {"Delta"}));
  put(catalog, twin("a.md", 7, {"Alpha", "both"}));
  const auto entries = catalog.entries("all", 10);
  BOOST_TEST(titles(catalog) == "c");
  BOOST_TEST(
      (entries[0].topics ==
       std::vector<Tag>{{"gamma", "Gamma"}, {"both", "Both"}, {"delta", "Delta"}, {"alpha", "Alpha"}}));
  BOOST_TEST(titles(catalog, "delta") == "c");
  const auto problems = catalog.problems();
  BOOST_REQUIRE(problems.size() == 2U);
  BOOST_TEST(problems[0].path == "a.md");
  BOOST_TEST(problems[1].path == "d.md");
  BOOST_TEST(problems[0].rule == "duplicate");
  BOOST_TEST((problems[0].severity == Severity::warning));
  BOOST_TEST(problems[0].message.find("c.md") != std::string::npos);

  erase(catalog, "c.md");
  BOOST_TEST(titles(catalog) == "d");
  put(catalog, twin("a.md", 5, {"Alpha"}));
  BOOST_TEST(titles(catalog) == "a");
  erase(catalog, "d.md");
  BOOST_TEST(catalog.problems().empty());
}

BOOST_FIXTURE_TEST_CASE(names_files_so_that_they_can_be_printed, Fixture) {
  for (const char* path : {"1\xFF\n.md", "2\x01.md"}) {
    Article article = make_article(path, 5);
    article.duplicate_key = "example.org/same";
    put(catalog, article);
  }
  const Problem problem = catalog.problems().at(0);
  BOOST_TEST(problem.path == "2\x01.md");
  BOOST_TEST(problem.message ==
             R"(same original URL as 1\xff\x0a.md, which is shown instead; delete one of the two)");
}

BOOST_FIXTURE_TEST_CASE(shows_one_article_an_id, Fixture) {
  Article late = make_article("a.md", today - 1, {"Late"});
  late.duplicate_key.clear();
  put(catalog, late);
  put(catalog, make_article("a.html", today - 2, {"Early"}));
  BOOST_TEST(titles(catalog) == "a");
  BOOST_TEST(titles(catalog, "early") == "a");
  BOOST_TEST(catalog.entries("late", 10).empty());
  const auto problems = catalog.problems();
  BOOST_REQUIRE(problems.size() == 1);
  BOOST_TEST(problems[0].path == "a.md");
  BOOST_TEST(problems[0].rule == "duplicate-id");
  BOOST_TEST(problems[0].message.find("a.html") != std::string::npos);

  erase(catalog, "a.html");
  BOOST_TEST(titles(catalog, "late") == "a");
  BOOST_TEST(catalog.entries("early", 10).empty());
  BOOST_TEST(catalog.problems().empty());
}

BOOST_FIXTURE_TEST_CASE(hides_an_article_only_for_one_that_is_shown, Fixture) {
  const auto article = [](const std::string& path, int published, const std::string& key,
                          const std::string& id, const std::string& topic) {
    Article made = make_article(path, published, {topic});
    made.duplicate_key = key;
    made.entry.id = id;
    return made;
  };
  const auto problems = [&] {
    std::string text;
    for (const Problem& problem : catalog.problems())
      text += to_location(problem) + ' ' + problem.message + '\n';
    return text;
  };
  put(catalog, article("a.md", 1, "one", "urn:a", "A"));
  put(catalog, article("b.md", 2, "one", "urn:y", "B"));
  put(catalog, article("c.md", 3, "two", "urn:y", "C"));
  BOOST_TEST(titles(catalog) == "c a");
  BOOST_TEST(titles(catalog, "b") == "a");
  BOOST_TEST(problems() ==
             "b.md:1 same original URL as a.md, which is shown instead; delete one of the two\n");
  erase(catalog, "a.md");
  BOOST_TEST(titles(catalog) == "b");
  BOOST_TEST(problems() ==
             "c.md:1 same id as b.md, which is shown instead; give one of the two another `id` or "
             "another name\n");
  put(catalog, article("a.md", 1, "one", "urn:a", "A"));
  put(catalog, article("c.md", 0, "two", "urn:y", "C"));
  BOOST_TEST(titles(catalog) == "a c");
  BOOST_TEST(titles(catalog, "b") == "a");
  BOOST_TEST(problems() ==
             "b.md:1 same original URL as a.md, which is shown instead; delete one of the two\n");
}

BOOST_FIXTURE_TEST_CASE(lets_no_article_of_the_future_take_an_id, Fixture) {
  put(catalog, make_article("a.md", today - 1));
  put(catalog, make_article("a.html", today + 10));
  BOOST_TEST(titles(catalog) == "a");
  BOOST_TEST(catalog.problems().empty());
  catalog.advance(at(today + 10));
  BOOST_TEST(catalog.size() == 1);
  BOOST_TEST(catalog.problems().at(0).path == "a.html");
}

BOOST_FIXTURE_TEST_CASE(does_not_take_articles_without_a_key_for_duplicates, Fixture) {
  for (const char* path : {"a.md", "b.md"}) {
    Article article = make_article(path, 1);
    article.duplicate_key.clear();
    put(catalog, article);
  }
  BOOST_TEST(titles(catalog) == "a b");
}

BOOST_FIXTURE_TEST_CASE(names_a_topic_by_its_commonest_spelling_and_the_taxonomy_before_that, Fixture) {
  put(catalog, make_article("1.md", 1, {"ai"}));
  put(catalog, make_article("2.md", 2, {"AI"}));
  BOOST_TEST(names() == "ai=AI");
  put(catalog, make_article("3.md", 3, {"ai"}));
  BOOST_TEST(names() == "ai=ai");
  BOOST_TEST(catalog.topic("ai")->articles == 3U);
  catalog.set_taxonomy(defining({topic("ai", "Artificial Intelligence")}));
  BOOST_TEST(names() == "ai=Artificial Intelligence");
  BOOST_TEST(catalog.entries("ai", 1)[0].topics[0].name == "Artificial Intelligence");
  catalog.set_taxonomy(defining({topic("ai", "")}));
  BOOST_TEST(names() == "ai=ai");
}

BOOST_FIXTURE_TEST_CASE(lists_topics_by_name_without_regard_to_case, Fixture) {
  catalog.set_taxonomy(defining({topic("second", "iOS"), topic("first", "iOS"), topic("third", "Ios")}));
  put(catalog, make_article("1.md", 1, {"Zebra", "npm", "Third", "second", "first", "É", "Apple"}));
  BOOST_TEST(names() == "apple=Apple third=Ios first=iOS second=iOS npm=npm zebra=Zebra É=É");
}

BOOST_FIXTURE_TEST_CASE(follows_aliases_to_their_topic, Fixture) {
  put(catalog, make_article("1.md", 1, {"ML"}));
  put(catalog, make_article("2.md", 2, {"Machine Learning", "ML"}));
  BOOST_TEST(names() == "machine-learning=Machine Learning ml=ML");
  catalog.take_dirty();
  catalog.set_taxonomy(
      defining({topic("machine-learning", "Machine Learning")}, {{"ml", "machine-learning"}, {"x", "y"}}));
  BOOST_TEST(names() == "machine-learning=Machine Learning");
  BOOST_TEST(titles(catalog, "machine-learning") == "2 1");
  BOOST_TEST(titles(catalog, "ml") == "");
  BOOST_TEST(catalog.entries("all", 1)[0].topics.size() == 1U);
  BOOST_TEST(dirty() == "all machine-learning ml");
  BOOST_TEST((catalog.aliases() == std::map<std::string, std::string>{{"ml", "machine-learning"}}));
  erase(catalog, "1.md");
  erase(catalog, "2.md");
  BOOST_TEST(catalog.aliases().empty());
}

BOOST_AUTO_TEST_CASE(rolls_children_up_into_their_parents_if_the_settings_say_so) {
  for (const bool roll_up : {false, true}) {
    FeedSettings settings = with_items(2);
    settings.roll_up = roll_up;
    Fixture fixture(settings);
    Catalog& catalog = fixture.catalog;
    catalog.set_taxonomy(defining({topic("a", "A"), topic("b", "B", "a"), topic("c", "C", "b")}));
    put(catalog, make_article("1.md", 1, {"C", "B"}));
    BOOST_TEST(titles(catalog, "a") == (roll_up ? "1" : ""));
    BOOST_TEST(titles(catalog, "b") == "1");
    BOOST_TEST(fixture.names() == (roll_up ? "a=A b=B c=C" : "b=B c=C"));
    BOOST_TEST(catalog.topic("c")->parent == "b");
    BOOST_TEST(catalog.entries("all", 1)[0].topics.size() == 2U);
    catalog.take_dirty();
    catalog.set_taxonomy(defining({topic("a", "A"), topic("b", "B"), topic("c", "C", "b")}));
    BOOST_TEST(fixture.dirty() == (roll_up ? "a b" : "b"));
    BOOST_TEST(titles(catalog, "a") == "");
  }
}

std::string joined_groups(const Catalog& catalog) {
  std::vector<std::string> groups;
  for (const TopicGroup& group : catalog.groups()) {
    groups.push_back(group.slug + "=" + group.name + (group.parent.empty() ? "" : "<" + group.parent));
  }
  return joined(groups);
}

BOOST_FIXTURE_TEST_CASE(names_parents_that_have_no_articles_but_topics_below_that_have, Fixture) {
  catalog.set_taxonomy(
      defining({topic("food", "Zest"), topic("bread", "Bread", "meals"), topic("rye", "Rye", "bread"),
                topic("oat", "Oat", "bread"), topic("cars", "Cars"), topic("empty", "", "cars")},
               {{"meals", "food"}}));
  BOOST_TEST(joined_groups(catalog) == "");
  put(catalog, make_article("1.md", 1, {"Rye", "Oat"}));
  BOOST_TEST(joined_groups(catalog) == "bread=Bread<food food=Zest");
  BOOST_TEST(catalog.take_directory_dirty());
  put(catalog, make_article("2.md", 2, {"Bread"}));
  BOOST_TEST(joined_groups(catalog) == "food=Zest");
  BOOST_TEST(catalog.take_directory_dirty());
  erase(catalog, "1.md");
  erase(catalog, "2.md");
  BOOST_TEST(joined_groups(catalog) == "");
}

BOOST_FIXTURE_TEST_CASE(names_only_feeds_whose_window_a_change_reaches, Fixture) {
  put(catalog, make_article("1.md", 1, {"Old"}));
  put(catalog, make_article("2.md", 2));
  put(catalog, make_article("3.md", 3));
  put(catalog, make_article("4.md", 4));
  BOOST_TEST(dirty() == "all old topic");
  BOOST_TEST(catalog.take_directory_dirty());

  Article edited = make_article("1.md", 1, {"Old"});
  put(catalog, edited);
  BOOST_TEST(dirty() == "");
  edited.entry.title = "edited";
  put(catalog, edited);
  BOOST_TEST(dirty() == "old");
  BOOST_TEST(!catalog.take_directory_dirty());

  put(catalog, make_article("0.md", 0));
  BOOST_TEST(dirty() == "");
  BOOST_TEST(catalog.take_directory_dirty());
  erase(catalog, "2.md");
  BOOST_TEST(dirty() == "");
  BOOST_TEST(catalog.take_directory_dirty());
  erase(catalog, "3.md");
  BOOST_TEST(dirty() == "all topic");
  erase(catalog, "1.md");
  BOOST_TEST(dirty() == "all old");
  BOOST_TEST(!catalog.topic("old").has_value());
}

BOOST_FIXTURE_TEST_CASE(names_the_feeds_that_carry_a_renamed_topic, Fixture) {
  put(catalog, make_article("1.md", 1, {"ai", "Far"}));
  put(catalog, make_article("2.md", 2, {"ai", "Near"}));
  put(catalog, make_article("3.md", 3, {"Near", "Far"}));
  put(catalog, make_article("4.md", 4, {"Far", "Other"}));
  dirty();
  // The name changes where 1 and 2 are rendered; 1 is beyond what `far` shows, and both are beyond `all`.
  catalog.set_taxonomy(defining({topic("ai", "AI")}));
  BOOST_TEST(dirty() == "ai near");
  TopicDefinition described = topic("ai", "AI");
  described.description = "About";
  catalog.set_taxonomy(defining({described}));
  BOOST_TEST(dirty() == "ai");
  BOOST_TEST(catalog.take_directory_dirty());
  catalog.set_taxonomy(defining({described}));
  BOOST_TEST(!catalog.take_directory_dirty());
  catalog.set_taxonomy(defining({topic("ai", "X")}));
  catalog.set_taxonomy(defining({described}));
  dirty();
  BOOST_TEST(catalog.topic("ai")->description == "About");
}

BOOST_FIXTURE_TEST_CASE(does_not_touch_an_entry_when_a_hidden_duplicate_is_edited, Fixture) {
  for (const char* path : {"a.md", "b.md"}) {
    Article article = make_article(path, 1);
    article.duplicate_key = "same";
    put(catalog, article);
  }
  dirty();
  Article edited = make_article("b.md", 1);
  edited.duplicate_key = "same";
  edited.entry.title = "edited";
  put(catalog, edited);
  BOOST_TEST(dirty() == "");
}

BOOST_FIXTURE_TEST_CASE(takes_the_last_of_several_changes_of_a_path, Fixture) {
  Article first = make_article("a.md", 1, {"First"});
  Article last = make_article("a.md", 2, {"Last"});
  catalog.apply({{"a.md", first}, {"b.md", make_article("b.md", 3)}, {"b.md", std::nullopt}, {"a.md", last}});
  BOOST_TEST(names() == "last=Last");
  catalog.apply({{"a.md", std::nullopt}, {"a.md", first}, {"a.md", last}});
  BOOST_TEST(titles(catalog) == "a");
  BOOST_TEST(catalog.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(may_be_read_by_several_threads_at_once, Fixture) {
  std::vector<ArticleChange> changes;
  for (int i = 0; i < 600; ++i) {
    Article article = make_article("article-" + std::to_string(i) + ".md", i);
    article.entry.summary = "What is written about article " + std::to_string(i);
    changes.push_back({article.path, article});
  }
  catalog.apply(std::move(changes));
  const std::vector<Entry> expected = catalog.entries("topic", 600);
  std::atomic<int> equal = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { equal += catalog.entries("topic", 600) == expected ? 1 : 0; });
  }
  threads.clear();
  BOOST_TEST(equal == 4);
}

BOOST_FIXTURE_TEST_CASE(gives_back_the_memory_of_what_went, Fixture) {
  for (int i = 0; i < 100; ++i) {
    put(catalog, make_article("a.md", 1, {"Topic " + std::to_string(i)}));
    catalog.take_dirty();
  }
  BOOST_TEST(catalog.content_bytes() < 1'000U);
  erase(catalog, "a.md");
  BOOST_TEST(catalog.content_bytes() == 0U);
  BOOST_TEST(catalog.body_bytes() == 0U);
}

BOOST_FIXTURE_TEST_CASE(knows_which_articles_are_no_loss, Fixture) {
  const auto article = [](const std::string& path, const std::string& key, const std::string& id) {
    Article made = make_article(path, 1);
    made.duplicate_key = key;
    made.entry.id = id;
    return made;
  };
  put(catalog, article("a", "one", "urn:a"));
  put(catalog, article("b", "one", "urn:b"));
  put(catalog, article("c", "two", "urn:b"));
  put(catalog, article("d", "three", "urn:d"));
  put(catalog, article("e", "", "urn:e"));
  put(catalog, article("f", "three", "urn:f"));
  Article late = article("g", "four", "urn:e");
  late.entry.published = at(today + 1);
  put(catalog, late);
  BOOST_TEST(catalog.count_replaceable({"a"}) == 1U);
  // All that are one entry are gone.
  BOOST_TEST(catalog.count_replaceable({"a", "b", "c"}) == 0U);
  // What "b" has in common with "c", "a" has not.
  BOOST_TEST(catalog.count_replaceable({"a", "b", "d"}) == 2U);
  BOOST_TEST(catalog.count_replaceable({"d", "f"}) == 0U);
  BOOST_TEST(catalog.count_replaceable({"e", "g", "none"}) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
