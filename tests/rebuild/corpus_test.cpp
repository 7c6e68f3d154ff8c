// SPDX-License-Identifier: MIT
// Real seeds, where they are at hand: in the folder that FEED_EXPORTER_CORPUS names, or beside the sources.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> find_corpus() {
  if (const char* given = std::getenv("FEED_EXPORTER_CORPUS")) return given;
  const fs::path beside = fs::path(FEED_EXPORTER_SOURCE_DIR) / "../shared/corpus";
  if (fs::exists(beside)) return beside;
  BOOST_TEST_MESSAGE("skipped: no corpus; FEED_EXPORTER_CORPUS may name one");
  return std::nullopt;
}

/// A copy that a test may change.
void copy_corpus(const fs::path& corpus, const SeedDirectory& directory) {
  fs::copy(corpus, directory.root(), fs::copy_options::recursive);
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory.root())) {
    fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
  }
}

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

BOOST_AUTO_TEST_SUITE(corpus)

BOOST_AUTO_TEST_CASE(is_read_without_an_error) {
  const auto corpus = find_corpus();
  if (!corpus) return;
  SeedDirectory unused;
  Settings settings = settings_for(unused);
  settings.seeds.directory = corpus->string();
  SeedSite site(settings);
  site.rebuild_everything();
  for (const Problem& problem : site.rebuilder().problems()) {
    if (problem.severity == Severity::error) BOOST_ERROR(to_location(problem) << ": " << problem.message);
  }
  BOOST_TEST(site.stats().articles > 100U);
  BOOST_TEST(site.stats().topics > 5U);
  BOOST_TEST(site.rebuild_everything() == nullptr);
}

BOOST_AUTO_TEST_CASE(is_served_the_same_after_secured_and_heat_changed_everywhere) {
  const auto corpus = find_corpus();
  if (!corpus) return;
  const SeedDirectory directory;
  copy_corpus(*corpus, directory);
  SeedSite site(settings_for(directory));
  site.rebuild_everything();
  const std::regex secured("\nsecured: [^\r\n]*");
  const std::regex heat("\nheat: [^\r\n]*");
  std::size_t changed = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory.root())) {
    if (!entry.is_regular_file() || entry.path().extension() != ".md") continue;
    const std::string text = read_text(entry.path());
    const std::string other = std::regex_replace(
        std::regex_replace(text, secured, "\nsecured: \"bm90aGluZw==;another\""), heat, "\nheat: 4711");
    if (other != text) ++changed;
    std::ofstream(entry.path(), std::ios::binary) << other;
  }
  BOOST_REQUIRE(changed > 100U);
  BOOST_TEST(site.rebuild_everything() == nullptr);
}

BOOST_AUTO_TEST_CASE(is_served_the_same_however_it_arrived) {
  const auto corpus = find_corpus();
  if (!corpus) return;
  const SeedDirectory directory;
  SeedSite site(settings_for(directory));
  site.rebuild_everything();
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(*corpus)) {
    if (entry.is_regular_file()) paths.push_back(entry.path().lexically_relative(*corpus).string());
  }
  std::ranges::sort(paths, std::ranges::greater());
  for (std::size_t first = 0; first < paths.size(); first += 40) {
    std::vector<std::string> some;
    for (std::size_t i = first; i < std::min(first + 40, paths.size()); ++i) {
      directory.write(paths[i], read_text(*corpus / paths[i]));
      some.push_back(paths[i]);
    }
    site.rebuild(some);
  }
  const FreshSite fresh(site.settings(), site.clock());
  BOOST_TEST(difference(contents(site.snapshot()), fresh.documents) == "");
  BOOST_TEST((site.rebuilder().problems() == fresh.problems));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
