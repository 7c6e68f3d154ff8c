// SPDX-License-Identifier: MIT
// The proof that the fast reader of YAML never disagrees with yaml-cpp on what it accepts: over all seeds,
// and over thousands of texts made of them at random.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "daemon/content/front_matter.hpp"
#include "daemon/content/problem_list.hpp"
#include "daemon/content/source_text.hpp"
#include "daemon/content/yaml_cpp_reader.hpp"
#include "daemon/content/yaml_fast_reader.hpp"
#include "tests/content/yaml_text.hpp"
#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/samples.hpp"

namespace feed_exporter {
namespace {

const std::vector<std::string_view> yaml_pieces = {
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n- ",
    "\n\n",
    "  ",
    "\"",
    "'",
    "''",
    "\\",
    "\\\"",
    "\\n",
    "\\q",
    "\\u00e9",
    "\\x41",
    "\\ud83d",
    "\\ud83d\\ude00",
    "#",
    " #",
    "# ",
    "\t",
    "[]",
    "[",
    "]",
    "{}",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    ">-",
    "? ",
    "~",
    "null",
    "NULL",
    "secured: ",
    "secured:\n",
    "secured:x",
    "a: b\n",
    "title:",
    "---",
    "...",
    "%",
    "@",
    "`",
    "\xC2\x85",
    "\xEF\xBB\xBF",
    "\xF0\x9F\x98\x80",
    "\\N",
    "\\_",
    "\\0",
    "\n---\n",
    ": : ",
    " :",
    "-1",
    "<<: ",
};

struct Outcome {
  bool accepted = false;
  /// Both readers said the same, or the fast one gave up.
  bool agreed = true;
};

Outcome compare_readers(std::string_view text, const YamlLimits& limits) {
  YamlTree fast;
  if (!read_simple_yaml(text, limits, fast)) return {};
  YamlTree thorough;
  ProblemList problems("seed");
  const bool usable = read_yaml_with_library(text, limits, thorough, problems);
  return {true, usable && problems.take().empty() && to_text(fast) == to_text(thorough)};
}

/// The front matter as a seed with these bytes would have it; empty if it has none.
std::string front_matter_of(const std::string& seed) {
  ProblemList problems("seed");
  const SourceText source(seed, problems);
  return std::string(split_front_matter(source.text()).yaml);
}

BOOST_AUTO_TEST_SUITE(yaml_readers)

BOOST_AUTO_TEST_CASE(agree_on_every_seed) {
  std::size_t accepted = 0;
  for (const TestFile& seed : sample_seeds()) {
    const Outcome outcome = compare_readers(front_matter_of(seed.text), {16, 5'000});
    BOOST_TEST(outcome.agreed, seed.path);
    accepted += outcome.accepted ? 1 : 0;
  }
  BOOST_TEST_MESSAGE("the fast reader took " << accepted << " of " << sample_seeds().size());
  BOOST_TEST(10 * accepted >= 9 * sample_seeds().size());
}

BOOST_AUTO_TEST_CASE(agree_on_mutated_seeds) {
  Mutator mutator(20'240'229, yaml_pieces);
  const std::size_t rounds = fuzz_rounds(20'000);
  std::size_t accepted = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::vector<TestFile>& seeds = sample_seeds();
    const std::string& other = seeds[mutator.pick(seeds.size())].text;
    std::string text = front_matter_of(seeds[mutator.pick(seeds.size())].text);
    // Limits that some texts reach: they must be the same for both.
    const YamlLimits limits{mutator.pick(4) == 0 ? 2U : 16U, mutator.pick(4) == 0 ? 60U : 5'000U};
    text = front_matter_of(mutator.mutate(text + "---\n", other));
    if (text.empty()) continue;
    const Outcome outcome = compare_readers(text, limits);
    accepted += outcome.accepted ? 1 : 0;
    BOOST_REQUIRE_MESSAGE(outcome.agreed, "round " << round << ", the readers disagree on\n" << text);
  }
  BOOST_TEST_MESSAGE("the fast reader took " << accepted << " of " << rounds);
  BOOST_TEST(accepted > rounds / 10);
}

BOOST_AUTO_TEST_CASE(agree_on_texts_made_of_pieces) {
  Mutator mutator(42, yaml_pieces);
  const std::size_t rounds = fuzz_rounds(20'000);
  for (std::size_t round = 0; round < rounds; ++round) {
    std::string text = "---\n";
    for (std::size_t pieces = 1 + mutator.pick(9); pieces > 0; --pieces) {
      if (mutator.pick(3) == 0) text += "k" + std::to_string(pieces);
      text += yaml_pieces[mutator.pick(yaml_pieces.size())];
    }
    text = front_matter_of(text + "\n---\n");
    if (text.empty()) continue;
    BOOST_REQUIRE_MESSAGE(compare_readers(text, {16, 5'000}).agreed, "round " << round
                                                                              << ", the readers disagree on\n"
                                                                              << text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
