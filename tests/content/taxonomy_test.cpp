// SPDX-License-Identifier: MIT
#include "daemon/content/taxonomy.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/content/seed_text.hpp"

namespace feed_exporter {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

/// The taxonomy and its problems, with their paths, as text.
std::string parse(const Files& files) {
  std::vector<Problem> problems;
  std::string text = to_text(parse_taxonomy(files, Settings{}, problems));
  for (const Problem& problem : problems) text += problem.path + ':' + to_text({problem});
  return text;
}

BOOST_AUTO_TEST_SUITE(taxonomy)

BOOST_AUTO_TEST_CASE(files_of_the_taxonomy_are_known_by_their_path) {
  for (const char* path :
       {"_data/topics/a.yaml", "_data/topics/a.yml", "_data/topics.yaml", "topics.yaml", "topics.yml"}) {
    BOOST_TEST(is_taxonomy_path(path), path);
  }
  for (const char* path : {"_data/topics/a.md", "_data/topics/b/a.yaml", "_data/topics/.yaml",
                           "a/topics.yaml", "data/topics/a.yaml", "topics.yaml.bak", "yaml", ""}) {
    BOOST_TEST(!is_taxonomy_path(path), path);
  }
}

BOOST_AUTO_TEST_CASE(one_file_defines_one_topic_or_several) {
  const char* expected =
      "a\n  name: A\n  description: D\nb-c\n  name: B C\n  "
      "parent: a\naa -> a\nx-y -> a\n";
  BOOST_TEST(parse({{"_data/topics/1.yaml",
                     "_id: a\nname: A\nshortname: AA\ndescription: D\nkeywords: [k]\nhashtags:\n  - "
                     "\"#h\"\naliases: [X Y]\n"},
                    {"_data/topics/2.yaml", "---\nname: B C\nparent: A\n---\n"}}) == expected);
  BOOST_TEST(parse({{"topics.yaml",
                     "# all\n- {_id: a, name: A, shortname: AA, description: D, keywords: k, hashtags: "
                     "['#h'], aliases: X Y}\n- name: B C\n  parent: a\n"}}) == expected);
  BOOST_TEST(parse({{"topics.yaml", ""}}) == "");
}

BOOST_AUTO_TEST_CASE(names_lead_to_a_topic_of_another_slug) {
  BOOST_TEST(parse({{"topics.yaml", "- {_id: cds, name: Common Data Service, shortname: Dataverse}\n"}}) ==
             "cds\n  name: Common Data Service\ncommon-data-service -> "
             "cds\ndataverse -> cds\n");
}

BOOST_AUTO_TEST_CASE(bad_files_hide_no_other) {
  BOOST_TEST(
      parse({{"_data/topics/1.yaml", "name: \"A\nparent: B\n"},
             {"_data/topics/2.yaml", "name: C\n"},
             {"_data/topics/3.yaml", "- name: D\n- text\n- name: '!!!'\n"},
             {"_data/topics/4.yaml", "---\nname: E\n---\nname: F\n"},
             {"_data/topics/5.yaml", "just text\n"}}) ==
      "c\n  name: C\nd\n  name: D\n"
      "_data/topics/1.yaml:1:7 error bad-yaml: not valid YAML: the quote that opens after `name:` here is "
      "not closed\n"
      "_data/topics/3.yaml:2:3 error bad-topic: a topic must be a map with a name\n"
      "_data/topics/3.yaml:3:3 error bad-topic: the topic \"!!!\" has no letter or digit\n"
      "_data/topics/4.yaml:4 error bad-yaml: a second YAML document begins here; one file is one document\n"
      "_data/topics/5.yaml:1:1 error bad-topic: a topic must be a map with a name\n");
}

BOOST_AUTO_TEST_CASE(bad_bytes_are_told_where_they_stand_in_the_file) {
  const std::string bad_bytes =
      " warning invalid-utf8: 1 byte(s) that are not UTF-8, replaced by U+FFFD; save the file as UTF-8\n";
  const std::string topic =
      "a-b\n  name: A\xEF\xBF\xBD"
      "B\n";
  BOOST_TEST(parse({{"topics.yaml",
                     "name: A\xFF"
                     "B\n"}}) == topic + "topics.yaml:1:8" + bad_bytes);
  BOOST_TEST(parse({{"topics.yaml",
                     "# all\nname: A\xFF"
                     "B\n"}}) == topic + "topics.yaml:2:8" + bad_bytes);
  BOOST_TEST(parse({{"topics.yaml",
                     "---\nname: A\xFF"
                     "B\n"}}) == topic + "topics.yaml:2:8" + bad_bytes);
  // Behind a bad byte columns are still those of the file.
  BOOST_TEST(parse({{"topics.yaml",
                     "[{name: A\xFF"
                     "B}, text]\n"}}) ==
             topic + "topics.yaml:1:10" + bad_bytes +
                 "topics.yaml:1:15 error bad-topic: a topic must be a map with a name\n");
}

BOOST_AUTO_TEST_CASE(what_is_defined_twice_counts_once) {
  BOOST_TEST(
      parse({{"1.yaml", "name: A\naliases: [X, C, 🚀]\n"},
             {"2.yaml", "- name: a\n- {name: B, aliases: [x]}\n- name: C\n"}}) ==
      "a\n  name: A\nb\n  name: B\nc\n  name: C\nx -> a\n"
      "2.yaml:1:3 warning duplicate-topic: the topic a is defined in 1.yaml:1:1; this one is left out\n"
      "1.yaml:2:14 warning alias-conflict: \"C\" already means the topic c; for a it is left out\n"
      "1.yaml:2:17 warning bad-topic: the alias \"🚀\" has no letter or digit; it is left out\n"
      "2.yaml:2:23 warning alias-conflict: \"x\" already means the topic a; for b it is left out\n");
}

BOOST_AUTO_TEST_CASE(parents_are_found_by_name_slug_or_alias) {
  BOOST_TEST(
      parse({{"topics.yaml",
              "- {_id: a, name: Alpha, aliases: [First]}\n- {name: B, parent: Alpha}\n- {name: C, parent: "
              "a}\n- {name: D, parent: first}\n"
              "- {name: E, parent: Nobody}\n"}}) ==
      "a\n  name: Alpha\nb\n  name: B\n  parent: a\nc\n  name: C\n  parent: a\nd\n  name: D\n  parent: "
      "a\ne\n  name: E\n"
      "alpha -> a\nfirst -> a\n"
      "topics.yaml:5:21 warning unknown-parent: the parent \"Nobody\" has no entry of its own in "
      "_data/topics/ or topics.yaml; it is left out\n");
}

BOOST_AUTO_TEST_CASE(names_too_long_for_an_address_are_problems) {
  const std::string sharps(60, '#');
  BOOST_TEST(
      parse({{"topics.yaml", "- {name: '" + sharps + "'}\n- {name: A, aliases: ['" + sharps + "']}\n"}}) ==
      "a\n  name: A\n"
      "topics.yaml:1:3 error bad-topic: the topic \"" +
          sharps +
          "\" is too long for an address\n"
          "topics.yaml:2:23 warning bad-topic: the alias \"" +
          sharps + "\" is too long for an address; it is left out\n");
}

BOOST_AUTO_TEST_CASE(chains_of_parents_are_cut) {
  std::string chain = "- name: T\n";
  for (int i = 0; i < 4'000; ++i) {
    const std::string parent = i == 0 ? "T" : std::to_string(i - 1);
    chain += "- {name: '" + std::to_string(i) + "', parent: '" + parent + "'}\n";
  }
  Settings settings;
  settings.seeds.max_yaml_nodes = 100'000;
  std::vector<Problem> problems;
  const Taxonomy taxonomy = parse_taxonomy({{"topics.yaml", chain}}, settings, problems);
  BOOST_TEST(problems.size() == 21U);
  BOOST_TEST(problems.back().rule == "more-problems");
  BOOST_TEST(problems.back().message.starts_with("and 215 more"));
  BOOST_TEST(taxonomy.topics.at("15").parent == "14");
  BOOST_TEST(taxonomy.topics.at("16").parent == "");
  BOOST_TEST(taxonomy.topics.at("17").parent == "16");
  BOOST_TEST(to_text({problems.front()}) ==
             "18:24 warning taxonomy-too-deep: the topic \"16\" has more than 16 topics above it; its parent "
             "is left out\n");
}

BOOST_AUTO_TEST_CASE(problems_stand_where_the_value_does) {
  const std::string topic =
      "_id: ai\nname: AI\nshortname: Minds\nparent: Nirvana\naliases:\n  - ML\n  - \"!\"\n";
  const std::string expected = "warning bad-topic: the alias \"!\" has no letter or digit; it is left out\n";
  const std::string taken =
      "warning alias-conflict: \"Minds\" already means the topic minds; for ai it is left out\n";
  const std::string unknown =
      "warning unknown-parent: the parent \"Nirvana\" has no entry of its own in _data/topics/ or "
      "topics.yaml; it is left out\n";
  const std::string topics = "ai\n  name: AI\nminds\n  name: Minds\nml -> ai\n";
  const std::pair<std::string, std::string> other = {"_data/topics/minds.yaml", "name: Minds\n"};
  for (const int opened : {0, 1}) {
    const std::string text = (opened == 1 ? "---\n" : "") + topic;
    const auto at = [&](int line, int column) {
      return "_data/topics/ai.yaml:" + std::to_string(line + opened) + ":" + std::to_string(column) + " ";
    };
    BOOST_TEST(parse({{"_data/topics/ai.yaml", text}, other}) ==
               topics + at(7, 5) + expected + at(3, 12) + taken + at(4, 9) + unknown);
  }
}

BOOST_AUTO_TEST_CASE(parents_in_a_cycle_are_an_error_with_both_names) {
  BOOST_TEST(
      parse(
          {{"topics.yaml",
            "- {name: A, parent: B}\n- {name: B, parent: C}\n- {name: C, parent: A}\n- {name: D, parent: A}\n"
            "- {name: S, parent: S}\n"}}) ==
      "a\n  name: A\nb\n  name: B\nc\n  name: C\nd\n  name: D\n  parent: a\ns\n  name: S\n"
      "topics.yaml:1:21 error taxonomy-cycle: the parents of \"A\" and \"B\" lead back to themselves; remove "
      "one of "
      "them\n"
      "topics.yaml:5:21 error taxonomy-cycle: the parents of \"S\" and \"S\" lead back to themselves; remove "
      "one of "
      "them\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
