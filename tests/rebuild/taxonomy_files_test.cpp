// SPDX-License-Identifier: MIT
#include "daemon/rebuild/taxonomy_files.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

struct Files {
  const Taxonomy& parse() {
    problems.clear();
    taxonomy = files.parse(settings, problems, fresh);
    return taxonomy;
  }
  Settings settings;
  TaxonomyFiles files;
  Taxonomy taxonomy;
  std::vector<Problem> problems;
  std::vector<std::string> fresh;
};

const std::string ai = "- name: AI\n  description: Of machines\n";
const std::string bad = "- name: \"AI\n";

BOOST_AUTO_TEST_SUITE(taxonomy_files)

BOOST_FIXTURE_TEST_CASE(join_and_say_which_are_fresh, Files) {
  BOOST_TEST(!files.changed());
  files.put("b.yaml", "- name: Kelp\n");
  files.put("a.yaml", ai);
  BOOST_TEST(files.changed());
  BOOST_TEST(parse().topics.size() == 2U);
  BOOST_TEST((fresh == std::vector<std::string>{"a.yaml", "b.yaml"}));
  BOOST_TEST(!files.changed());
  files.put("a.yaml", ai + "\n");
  parse();
  BOOST_TEST((fresh == std::vector<std::string>{"a.yaml"}));
  files.erase("b.yaml");
  files.erase("none.yaml");
  BOOST_TEST(files.changed());
  BOOST_TEST(parse().topics.size() == 1U);
  BOOST_TEST(fresh.empty());
}

BOOST_FIXTURE_TEST_CASE(keep_the_last_good_text_of_a_bad_file, Files) {
  files.put("a.yaml", ai);
  parse();
  for (const std::string& text : {bad, bad + "\n", bad + "\n\n"}) {
    files.put("a.yaml", text);
    BOOST_TEST(parse().topics.at("ai").description == "Of machines");
    BOOST_TEST(!problems.empty());
  }
  files.put("a.yaml", "- name: AI\n");
  BOOST_TEST(parse().topics.at("ai").description.empty());
  BOOST_TEST(problems.empty());
  // What was good before it was mended is forgotten.
  files.put("a.yaml", bad);
  BOOST_TEST(parse().topics.at("ai").description.empty());
}

BOOST_FIXTURE_TEST_CASE(take_a_bad_file_that_was_never_good_for_nothing, Files) {
  files.put("a.yaml", bad);
  files.put("b.yaml", "- name: Kelp\n");
  BOOST_TEST(parse().topics.size() == 1U);
  BOOST_TEST(!problems.empty());
}

BOOST_FIXTURE_TEST_CASE(do_not_take_a_cycle_for_a_bad_file, Files) {
  files.put("a.yaml", "- name: AI\n  parent: Kelp\n");
  files.put("b.yaml", "- name: Kelp\n");
  parse();
  files.put("b.yaml", "- name: Kelp\n  parent: AI\n  description: New\n");
  BOOST_TEST(parse().topics.at("kelp").description == "New");
  BOOST_TEST(parse().topics.at("kelp").parent.empty());
  BOOST_TEST(!problems.empty());
}

BOOST_FIXTURE_TEST_CASE(are_parsed_again_but_not_fresh_if_only_the_settings_changed, Files) {
  files.put("a.yaml", ai);
  parse();
  files.reconsider();
  files.put("a.yaml", ai);
  BOOST_TEST(files.changed());
  parse();
  BOOST_TEST(fresh.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
