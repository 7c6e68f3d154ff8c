// SPDX-License-Identifier: MIT
// Every seed below tests/seeds as it is understood, in one golden file. With FEED_EXPORTER_UPDATE_GOLDEN=1 in
// the environment the file is written instead of compared.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "daemon/content/seed.hpp"
#include "tests/content/files.hpp"
#include "tests/content/seed_text.hpp"
#include "tests/golden.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(golden)

BOOST_AUTO_TEST_CASE(all_test_seeds_are_understood_as_recorded) {
  const std::filesystem::path source = FEED_EXPORTER_SOURCE_DIR;
  const std::filesystem::path golden = source / "tests/golden/content/seeds.txt";
  std::string text;
  std::vector<std::pair<std::string, std::string>> taxonomy_files;
  for (const TestFile& file : read_files(source / "tests/seeds")) {
    if (is_taxonomy_path(file.path)) {
      taxonomy_files.emplace_back(file.path, file.text);
    } else {
      text += "== " + file.path + '\n' + to_text(parse_seed(file.path, file.text, Settings{})) + '\n';
    }
  }
  std::vector<Problem> problems;
  text += "== taxonomy\n" + to_text(parse_taxonomy(taxonomy_files, Settings{}, problems)) + to_text(problems);
  if (testing::updates_golden()) {
    write_file(golden, text);
  } else {
    BOOST_TEST(read_file(golden) == text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
