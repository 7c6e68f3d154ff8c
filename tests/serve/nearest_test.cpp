// SPDX-License-Identifier: MIT
#include "daemon/serve/nearest.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

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
      {"power-app", "power-apps"},
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
      const auto found = find_nearest(slug, topics, 3);
      const std::string text = joined(found);
      BOOST_TEST(text.substr(0, expected.size()) == expected);
      BOOST_TEST(text.empty() == expected.empty());
    }
  }
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
