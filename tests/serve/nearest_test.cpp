// SPDX-License-Identifier: MIT
#include "daemon/serve/nearest.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/snapshot.hpp"

namespace feed_exporter {
namespace {

std::string joined(const std::vector<Tag>& tags) {
  std::string text;
  for (const Tag& tag : tags) text += (text.empty() ? "" : " ") + tag.slug;
  return text;
}

BOOST_AUTO_TEST_SUITE(nearest)

BOOST_AUTO_TEST_CASE(finds_what_was_probably_meant) {
  std::vector<Tag> topics;
  for (const char* slug : {"ai", "ai-ethics", "all", "azure", "c-plus-plus", "machine-learning",
                           "microsoft-ai", "power-apps", "power-bi", "caf\xC3\xA9"}) {
    topics.push_back({slug, slug});
  }
  const std::pair<std::string, std::string> cases[] = {
      {"ai", "ai"},
      {"AI", "ai"},
      {"azur", "azure"},
      {"auzre", "azure"},
      {"azzure", "azure"},
      {"machine-lerning", "machine-learning"},
      {"machinelearning", "machine-learning"},
      {"power-app", "power-apps power-bi"},
      {"power", "power-apps power-bi"},
      {"powerbi", "power-bi"},
      {"cafe", "caf\xC3\xA9"},
      {"quantum-computing", ""},
      {"", ""},
      {std::string(65, 'a'), ""},
      {std::string(64, 'a'), ""},
  };
  for (const auto& [slug, expected] : cases) {
    BOOST_TEST_CONTEXT(slug) {
      BOOST_TEST(joined(find_nearest(slug, topics, 3)) == expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(keeps_the_nearest_wherever_they_stand) {
  std::vector<std::string> slugs = {"data-xyz", "data-xy", "data-xz", "data-x-ray",
                                    "data-",    "data-a",  "data-b"};
  std::ranges::sort(slugs);
  do {
    std::vector<Tag> topics;
    for (const std::string& slug : slugs) topics.push_back({slug, slug});
    BOOST_REQUIRE(joined(find_nearest("data-x", topics, 3)) == "data- data-a data-b");
    BOOST_REQUIRE(joined(find_nearest("data-x", topics, 6)) ==
                  "data- data-a data-b data-xy data-xz data-xyz");
  } while (std::ranges::next_permutation(slugs).found);
}

BOOST_AUTO_TEST_CASE(is_in_a_fixed_order_and_not_too_long) {
  std::vector<Tag> topics;
  for (const char* slug : {"data-e", "data-b", "data-a", "data-d", "data-c"}) topics.push_back({slug, slug});
  BOOST_TEST(joined(find_nearest("data-x", topics, 3)) == "data-a data-b data-c");
  BOOST_TEST(joined(find_nearest("data", topics, 9)) == "data-a data-b data-c data-d data-e");
}

BOOST_AUTO_TEST_CASE(skips_topics_with_names_too_long_to_be_meant) {
  const std::vector<Tag> topics = {
      {std::string(64, 'a'), ""}, {std::string(65, 'a'), ""}, {std::string(66, 'a'), ""}};
  BOOST_TEST(find_nearest(std::string(63, 'b') + "a", topics, 3).empty());
  BOOST_TEST(find_nearest("b" + std::string(63, 'a'), topics, 3).size() == 1U);
}

FeedNames named(const std::vector<std::string>& slugs, Aliases aliases, GroupMembers members = {}) {
  std::vector<Tag> topics;
  for (const std::string& slug : slugs) topics.push_back({slug, slug});
  return make_feed_names(std::move(topics), std::move(aliases), std::move(members));
}

std::vector<Tag> nearest_to(const std::string& segment, const FeedNames& names, std::size_t limit) {
  const std::string path = "/feeds/" + segment;
  const auto name = split_feed_path(path);
  return name ? find_nearest_topics(*name, names, limit) : std::vector<Tag>();
}

BOOST_AUTO_TEST_CASE(knows_topics_by_their_names_and_aliases_too) {
  const FeedNames names =
      named({"ai", "all", "asp-net", "azure", "cplusplus", "csharp", "power-apps", "caf\xC3\xA9"},
            {{"artificial-intelligence", "ai"}, {"azur", "azure"}, {"robots", "gone"}});
  const std::pair<std::string, std::string> cases[] = {
      {"C++", "cplusplus"},
      {"C++.rss", "cplusplus"},
      {"c#.xml", "csharp"},
      {"ASP.NET", "asp-net"},
      {"Power Apps", "power-apps"},
      {"ALL", "all"},
      {"Artificial Intelligence.json", "ai"},
      {"artifical-inteligence", "ai"},
      {"Azur", "azure"},
      {"cafe.xml", "caf\xC3\xA9"},
      {"robots", ""},
      {"+", ""},
      {std::string(64, '+'), ""},
      {std::string(65, 'a'), ""},
  };
  for (const auto& [segment, expected] : cases) {
    BOOST_TEST(joined(nearest_to(segment, names, 3)) == expected, segment);
  }
}

BOOST_AUTO_TEST_CASE(knows_what_is_below_a_parent_without_a_feed) {
  const FeedNames names = named({"all", "bread", "rye", "soups", "fool"}, {},
                                {{"food", "soups"}, {"food", "bread"}, {"grain", "rye"}, {"food", "gone"}});
  BOOST_TEST(joined(nearest_to("food", names, 3)) == "bread soups fool");
  BOOST_TEST(joined(nearest_to("Grain.atom", names, 3)) == "rye");
}

BOOST_AUTO_TEST_CASE(names_a_topic_once_however_many_of_its_aliases_are_near) {
  const FeedNames names =
      named({"data-e", "data-b", "data-a", "data-d", "data-c"},
            {{"data-z", "data-b"}, {"data-y", "data-b"}, {"data-x-ray", "data-d"}, {"data-xx", "data-e"}});
  BOOST_TEST(joined(nearest_to("data-x", names, 3)) == "data-a data-b data-c");
  BOOST_TEST(joined(nearest_to("data", names, 9)) == "data-a data-b data-c data-d data-e");
  BOOST_TEST(joined(nearest_to("data-z", names, 1)) == "data-b");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
