// SPDX-License-Identifier: MIT
#include "daemon/serve/related_topics.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

Entry make_entry(const std::vector<std::string>& slugs) {
  Entry entry;
  for (const std::string& slug : slugs) entry.topics.push_back({slug, "Name of " + slug});
  return entry;
}

TopicSummary make_topic(const std::string& slug, const std::string& parent) {
  return {.slug = slug, .name = "Name of " + slug, .description = {}, .parent = parent, .articles = 1};
}

std::string joined(const std::vector<Tag>& tags) {
  std::string text;
  for (const Tag& tag : tags) {
    BOOST_TEST(tag.name == "Name of " + tag.slug);
    text += (text.empty() ? "" : " ") + tag.slug;
  }
  return text;
}

BOOST_AUTO_TEST_SUITE(related_topics)

BOOST_AUTO_TEST_CASE(companions_are_ordered_by_frequency_then_slug) {
  const std::vector<Entry> entries = {make_entry({"ai", "c", "b"}), make_entry({"ai", "c"}),
                                      make_entry({"a", "ai"}), make_entry({"ai"})};
  BOOST_TEST(joined(find_companions("ai", entries)) == "c a b");
  BOOST_TEST(joined(find_companions("all", entries)) == "ai c a b");
  BOOST_TEST(find_companions("ai", {}).empty());
}

BOOST_AUTO_TEST_CASE(companions_are_not_too_many) {
  std::vector<std::string> slugs;
  for (char c = 'z'; c >= 'a'; --c) slugs.emplace_back(1, c);
  BOOST_TEST(joined(find_companions("x", {make_entry(slugs)})) == "a b c d e f g h");
}

BOOST_AUTO_TEST_CASE(kin_fill_what_companions_leave_free) {
  const TopicKinship kinship({make_topic("root", ""), make_topic("mid", "root"), make_topic("leaf-b", "mid"),
                              make_topic("leaf-a", "mid"), make_topic("sibling", "root"),
                              make_topic("alone", ""), make_topic("orphan-a", "unknown"),
                              make_topic("orphan-b", "unknown")});
  const std::pair<std::string, std::string> cases[] = {{"mid", "root leaf-a leaf-b sibling"},
                                                       {"root", "mid sibling"},
                                                       {"leaf-a", "mid leaf-b"},
                                                       {"alone", ""},
                                                       {"orphan-a", "orphan-b"},
                                                       {"all", ""}};
  for (const auto& [slug, expected] : cases) {
    BOOST_TEST_CONTEXT(slug) {
      BOOST_TEST(joined(kinship.complete(slug, {})) == expected);
    }
  }
  const Tag sibling{"sibling", "Name of sibling"};
  BOOST_TEST(joined(kinship.complete("mid", {sibling})) == "sibling root leaf-a leaf-b");
}

BOOST_AUTO_TEST_CASE(kin_never_make_them_too_many) {
  std::vector<TopicSummary> topics = {make_topic("root", "")};
  std::vector<Tag> companions;
  for (int i = 10; i < 40; ++i) topics.push_back(make_topic("t" + std::to_string(i), "root"));
  for (int i = 10; i < 15; ++i)
    companions.push_back({"t" + std::to_string(i), "Name of t" + std::to_string(i)});
  const TopicKinship kinship(topics);
  BOOST_TEST(joined(kinship.complete("t20", companions)) == "t10 t11 t12 t13 t14 root t15 t16");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
