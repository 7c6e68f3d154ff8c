// SPDX-License-Identifier: MIT
// Every feed of two whole sites, byte for byte: the sample seeds, and the seeds written for the tests. Pages
// for people have their golden files where they are made.
// FEED_EXPORTER_UPDATE_GOLDEN=1 writes the files anew, to be looked at in the diff.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "tests/golden.hpp"
#include "tests/rebuild/seed_site.hpp"
#include "version.hpp"

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

const fs::path source_directory = FEED_EXPORTER_SOURCE_DIR;

Settings settings_of(const fs::path& seeds) {
  Settings settings;
  settings.seeds.directory = seeds.string();
  settings.site.base_url = "https://feeds.example.org";
  settings.site.authority = "example.org,2026";
  return settings;
}

/// Documents name the version of the program; golden files are of all versions.
std::string without_version(std::string text) {
  const std::string number(version);
  for (std::size_t at = 0; (at = text.find(number, at)) != std::string::npos;) {
    text.replace(at, number.size(), "@VERSION@");
  }
  return text;
}

std::map<std::string, std::string> documents_of(const Snapshot& snapshot) {
  std::map<std::string, std::string> documents;
  for (const auto& [path, resource] : snapshot.resources) {
    if (!path.starts_with("/feeds") || !fs::path(path).has_extension()) continue;
    documents[path.substr(1)] = without_version(resource->identity().body.read());
  }
  return documents;
}

std::map<std::string, std::string> read_files(const fs::path& folder) {
  std::map<std::string, std::string> files;
  if (!fs::exists(folder)) return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files[entry.path().lexically_relative(folder).string()] =
        std::string(std::istreambuf_iterator<char>(stream), {});
  }
  return files;
}

void write_files(const fs::path& folder, const std::map<std::string, std::string>& files) {
  fs::remove_all(folder);
  for (const auto& [name, text] : files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }
}

void compare_with_golden(const std::string& set, const SeedSite& site) {
  const fs::path folder = source_directory / "tests/golden/seeds" / set;
  const auto documents = documents_of(site.snapshot());
  if (testing::updates_golden()) write_files(folder, documents);
  const auto golden = read_files(folder);
  for (const auto& [name, text] : documents) {
    const auto expected = golden.find(name);
    if (expected == golden.end()) {
      BOOST_ERROR(set << "/" << name << " has no golden file");
    } else if (expected->second != text) {
      const auto at =
          static_cast<std::size_t>(std::ranges::mismatch(text, expected->second).in1 - text.begin());
      const std::size_t from = at < 100 ? 0 : at - 100;
      BOOST_ERROR(set << "/" << name << " differs at byte " << at << "\nmade:   " << text.substr(from, 240)
                      << "\ngolden: " << expected->second.substr(from, 240));
    }
  }
  for (const auto& [name, text] : golden) {
    if (!documents.contains(name)) BOOST_ERROR(set << "/" << name << " is not made any more");
  }
}

std::size_t entries_of(const SeedSite& site, const std::string& path) {
  const std::string feed = site.body(path).value_or("");
  std::size_t entries = 0;
  for (std::size_t at = 0; (at = feed.find("<entry>", at)) != std::string::npos; ++at) ++entries;
  return entries;
}

BOOST_AUTO_TEST_SUITE(golden_sites)

BOOST_AUTO_TEST_CASE(sample_seeds_show_what_is_published) {
  SeedSite site(settings_of(source_directory / "seeds"));
  site.rebuild_everything();
  BOOST_TEST(site.rebuilder().problems().empty());
  BOOST_TEST(entries_of(site, "/feeds/ai.atom") == 1U);
  BOOST_TEST(entries_of(site, "/feeds/microsoft-ai.atom") == 1U);
  BOOST_TEST(entries_of(site, "/feeds/all.atom") == 1U);
  BOOST_TEST(site.shows("2021 was a breakthrough year for AI", "/feeds/ai.atom"));
  BOOST_TEST(!site.body("/feeds/ai-ethics.atom").has_value());
  compare_with_golden("samples", site);
}

BOOST_AUTO_TEST_CASE(sample_seeds_show_all_if_the_settings_ask_for_it) {
  Settings settings = settings_of(source_directory / "seeds");
  settings.feeds.include_unpublished = true;
  SeedSite site(settings);
  site.rebuild_everything();
  BOOST_TEST(entries_of(site, "/feeds/all.atom") == 3U);
  BOOST_TEST(entries_of(site, "/feeds/ai-ethics.atom") == 1U);
}

BOOST_AUTO_TEST_CASE(test_seeds_show_every_kind_of_article) {
  SeedSite site(settings_of(source_directory / "tests/seeds"));
  site.rebuild_everything();
  BOOST_TEST(site.stats().errors.empty());
  BOOST_TEST(site.stats().articles >= 10U);
  compare_with_golden("tests", site);
}

BOOST_AUTO_TEST_CASE(test_seeds_show_the_children_of_a_topic_if_they_are_rolled_up) {
  Settings settings = settings_of(source_directory / "tests/seeds");
  SeedSite apart(settings);
  apart.rebuild_everything();
  settings.feeds.roll_up = true;
  SeedSite together(settings);
  together.rebuild_everything();
  // No seed names the parent itself.
  BOOST_TEST(!apart.body("/feeds/skills.atom").has_value());
  BOOST_TEST(entries_of(together, "/feeds/skills.atom") > entries_of(apart, "/feeds/weather.atom"));
  BOOST_TEST(entries_of(together, "/feeds/weather.atom") == entries_of(apart, "/feeds/weather.atom"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
