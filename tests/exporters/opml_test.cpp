// SPDX-License-Identifier: MIT
#include "exporters/opml.hpp"

#include <boost/test/unit_test.hpp>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "exporters/topic_tree.hpp"
#include "tests/exporters/rendered.hpp"
#include "tests/exporters/sample_site.hpp"

namespace feed_exporter {
namespace {

using Strings = std::vector<std::string>;
using testing::find_all;

DirectoryTopic make_topic(const std::string& slug, const std::string& parent = "") {
  return {.slug = slug,
          .title = slug,
          .description = "",
          .parent = parent,
          .articles = 1,
          .newest_title = "",
          .newest = {}};
}

Directory make_directory(std::vector<DirectoryTopic> topics, std::vector<DirectoryGroup> groups = {}) {
  Directory directory = testing::make_empty_directory("https://example.org/news");
  directory.topics = std::move(topics);
  directory.groups = std::move(groups);
  return directory;
}

pugi::xml_document parse(const Directory& directory) {
  pugi::xml_document document;
  const std::string text = render_opml(directory);
  BOOST_REQUIRE(document.load_buffer(text.data(), text.size()));
  return document;
}

/// `a(b c(d))`, by title.
std::string outline_of(const std::vector<TopicNode>& nodes) {
  std::string text;
  for (const TopicNode& node : nodes) {
    if (!text.empty()) text += ' ';
    text += node.topic != nullptr ? node.topic->slug : "[" + std::string(node.title) + "]";
    if (!node.children.empty()) text += "(" + outline_of(node.children) + ")";
  }
  return text;
}

BOOST_AUTO_TEST_SUITE(opml)

BOOST_AUTO_TEST_CASE(puts_each_feed_once_into_the_folder_of_its_parent) {
  const pugi::xml_document document =
      parse(testing::make_sample_magazine("https://example.org/news").directory);
  const Strings top = {"Everything", "Coasts", "Oceans", "Lighthouses", "Navigation", "Weather"};
  BOOST_TEST(find_all(document, "/opml/body/outline/@text") == top, boost::test_tools::per_element());
  const Strings oceans = {"Oceans", "Kelp", "Sea Ice", "Tides"};
  BOOST_TEST(find_all(document, "//outline[@text='Oceans' and not(@xmlUrl)]/outline/@text") == oceans,
             boost::test_tools::per_element());
  BOOST_TEST(find_all(document, "//outline/@xmlUrl").size() == 11U);
}

BOOST_AUTO_TEST_CASE(has_a_folder_without_a_feed_for_a_parent_without_articles) {
  const pugi::xml_document document =
      parse(make_directory({make_topic("apples", "food"), make_topic("rye", "bread")},
                           {{"bread", "Bread", "food"}, {"food", "Food", ""}}));
  BOOST_TEST(find_all(document, "/opml/body/outline/@text") == Strings{"Food"},
             boost::test_tools::per_element());
  const Strings food = {"apples", "Bread"};
  BOOST_TEST(find_all(document, "/opml/body/outline/outline/@text") == food,
             boost::test_tools::per_element());
  BOOST_TEST(find_all(document, "//outline[@text='Bread']/outline/@text") == Strings{"rye"},
             boost::test_tools::per_element());
  BOOST_TEST(find_all(document, "//outline[outline]/@xmlUrl").empty());
  BOOST_TEST(find_all(document, "//outline/@xmlUrl").size() == 2U);
}

BOOST_AUTO_TEST_CASE(names_the_atom_feed_and_the_page) {
  const pugi::xml_document document =
      parse(testing::make_sample_magazine("https://example.org/news").directory);
  const pugi::xml_node kelp = document.select_node("//outline[@text='Kelp']").node();
  BOOST_TEST(kelp.attribute("type").value() == std::string("rss"));
  BOOST_TEST(kelp.attribute("title").value() == std::string("Kelp"));
  BOOST_TEST(kelp.attribute("description").value() == std::string("The fastest-growing forest on Earth."));
  BOOST_TEST(kelp.attribute("xmlUrl").value() == std::string("https://example.org/news/feeds/kelp.atom"));
  BOOST_TEST(kelp.attribute("htmlUrl").value() == std::string("https://example.org/news/feeds/kelp"));
}

BOOST_AUTO_TEST_CASE(has_the_head_of_opml_2_and_no_clock) {
  const Directory directory = testing::make_empty_directory("https://example.org/news");
  const pugi::xml_document document = parse(directory);
  BOOST_TEST(document.child("opml").attribute("version").value() == std::string("2.0"));
  const pugi::xml_node head = document.child("opml").child("head");
  BOOST_TEST(head.child_value("title") == std::string("Tidewater"));
  BOOST_TEST(head.child_value("dateModified") == std::string("Thu, 01 Jan 2026 00:00:00 GMT"));
  BOOST_TEST(head.child_value("ownerId") == std::string("https://example.org/news/"));
}

BOOST_AUTO_TEST_CASE(escapes_names) {
  Directory directory = make_directory({make_topic("a")});
  const std::string name = "<Q&A> \"quoted\" 'x' 日本 😀";
  directory.topics.front().title = name;
  directory.topics.front().slug = "日本";
  const pugi::xml_document document = parse(directory);
  const pugi::xml_node outline = document.select_node("//outline").node();
  BOOST_TEST(outline.attribute("text").value() == name);
  BOOST_TEST(outline.attribute("xmlUrl").value() ==
             std::string("https://example.org/news/feeds/%E6%97%A5%E6%9C%AC.atom"));
}

BOOST_AUTO_TEST_SUITE_END()

struct TreeCase {
  std::vector<DirectoryTopic> topics;
  std::vector<DirectoryGroup> groups;
  std::string outline;
};

BOOST_AUTO_TEST_SUITE(topic_tree)

BOOST_AUTO_TEST_CASE(holds_each_topic_once_whatever_the_parents) {
  const std::vector<TreeCase> cases = {
      {{}, {}, ""},
      {{make_topic("all"), make_topic("a")}, {}, "a"},
      {{make_topic("a"), make_topic("b", "a"), make_topic("c", "b"), make_topic("d", "a")}, {}, "a(b(c) d)"},
      {{make_topic("b", "z"), make_topic("c", "y"), make_topic("z")}, {}, "c z(b)"},
      {{make_topic("a", "all")}, {}, "a"},
      {{make_topic("a", "a")}, {}, "a"},
      {{make_topic("a", "gone")}, {}, "a"},
      {{make_topic("a", "c"), make_topic("b", "a"), make_topic("c", "b"), make_topic("d", "b")},
       {},
       "a(b(c d))"},
      {{make_topic("a"), make_topic("b", "m"), make_topic("n"), make_topic("o", "n")},
       {{"m", "m", ""}},
       "a [m](b) n(o)"},
      {{make_topic("b", "y"), make_topic("c", "z")}, {{"y", "y", "z"}, {"z", "z", ""}}, "[z](c [y](b))"},
  };
  for (const TreeCase& test : cases) {
    BOOST_TEST(outline_of(make_topic_tree(make_directory(test.topics, test.groups))) == test.outline);
  }
}

BOOST_AUTO_TEST_CASE(flattens_what_lies_too_deep) {
  std::vector<DirectoryTopic> topics = {make_topic("0")};
  for (std::size_t i = 1; i < 5'000; ++i)
    topics.push_back(make_topic(std::to_string(i), std::to_string(i - 1)));
  const Directory directory = make_directory(std::move(topics));
  const std::vector<TopicNode> tree = make_topic_tree(directory);
  BOOST_REQUIRE(tree.size() == 1U);
  const TopicNode* node = tree.data();
  for (std::size_t level = 1; level < topic_tree_depth; ++level) {
    BOOST_REQUIRE(node->children.size() == 1U);
    node = node->children.data();
  }
  BOOST_TEST(node->children.size() == 5'000 - topic_tree_depth);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
