// SPDX-License-Identifier: MIT
// Bytes and validators are a function of what is emitted, and of nothing else.
#include <time.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "tests/rebuild/random_tree.hpp"
#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> paths_of(const RandomTree& tree) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : tree.files()) paths.push_back(path);
  return paths;
}

/// Every seed with the value of a key replaced.
void replace_everywhere(const RandomTree& tree, const SeedDirectory& directory, const std::string& key,
                        const std::string& value) {
  const std::regex line("(^|\n)" + key + ": [^\r\n]*");
  std::size_t replaced = 0;
  for (const auto& [path, text] : tree.files()) {
    const std::string changed = std::regex_replace(text, line, "$1" + key + ": " + value);
    if (changed != text) ++replaced;
    directory.write(path, changed);
  }
  BOOST_REQUIRE(replaced > 20U);
}

/// An environment variable for as long as the object lives.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value, 1);
    ::tzset();
  }
  ~Environment() {
    if (before_) {
      ::setenv(name_, before_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
    ::tzset();
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

struct Purity {
  Purity() : tree(5, {.bad = false}) {
    tree.change(250);
    tree.write(directory, paths_of(tree));
  }
  SeedDirectory directory;
  RandomTree tree;
};

BOOST_AUTO_TEST_SUITE(purity)

BOOST_FIXTURE_TEST_CASE(secured_changes_nothing_that_is_served, Purity) {
  SeedSite site(settings_for(directory));
  site.rebuild_everything();
  const auto before = contents(site.snapshot());
  replace_everywhere(tree, directory, "secured", "\"c2VjcmV0IQ==;another\"");
  BOOST_TEST(site.rebuild(paths_of(tree)) == nullptr);
  BOOST_TEST(difference(before, FreshSite(site.settings(), site.clock()).documents) == "");
  for (const auto& [path, document] : before) {
    if (document.find("c2VjcmV0IQ") != std::string::npos) BOOST_ERROR("secured is served at " << path);
  }
}

BOOST_FIXTURE_TEST_CASE(heat_changes_nothing_that_is_served, Purity) {
  SeedSite site(settings_for(directory));
  site.rebuild_everything();
  replace_everywhere(tree, directory, "heat", "777");
  BOOST_TEST(site.rebuild(paths_of(tree)) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(heat_is_served_if_the_settings_ask_for_it, Purity) {
  Settings settings = settings_for(directory);
  settings.feeds.heat = true;
  SeedSite site(settings);
  site.rebuild_everything();
  replace_everywhere(tree, directory, "heat", "777");
  BOOST_TEST(site.rebuild(paths_of(tree)) != nullptr);
  BOOST_TEST(site.shows("777"));
}

BOOST_FIXTURE_TEST_CASE(files_that_are_rewritten_as_they_are_change_nothing, Purity) {
  SeedSite site(settings_for(directory));
  site.rebuild_everything();
  directory.clear();
  tree.write(directory, paths_of(tree));
  BOOST_TEST(site.rebuild_everything() == nullptr);
}

BOOST_FIXTURE_TEST_CASE(times_of_files_their_order_zone_and_locale_change_nothing, Purity) {
  const Settings settings = settings_for(directory);
  const ManualClock clock;
  const auto before = FreshSite(settings, clock).documents;

  // The same files in another directory, made in another order and with other times.
  const SeedDirectory other;
  std::vector<std::string> paths = paths_of(tree);
  std::ranges::shuffle(paths, std::mt19937(3));
  tree.write(other, paths);
  auto time = fs::file_time_type::clock::now() - std::chrono::hours(24 * 365);
  for (const std::string& path : paths) fs::last_write_time(other / path, time += std::chrono::hours(7));
  BOOST_TEST(difference(before, FreshSite(settings_for(other), clock).documents) == "");

  const Environment zone("TZ", "Pacific/Apia");
  BOOST_TEST(difference(before, FreshSite(settings, clock).documents) == "");

  const std::string locale_before = std::setlocale(LC_ALL, nullptr);
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "C.UTF-8"}) {
    const Environment language("LC_ALL", name);
    if (std::setlocale(LC_ALL, "") == nullptr) continue;
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(difference(before, FreshSite(settings, clock).documents) == "");
    }
  }
  std::setlocale(LC_ALL, locale_before.c_str());
}

BOOST_FIXTURE_TEST_CASE(the_time_of_a_change_stands_in_no_document, Purity) {
  const Settings settings = settings_for(directory);
  ManualClock clock;
  // Beyond every date of the tree, so that nothing becomes due between the two.
  clock.step(std::chrono::hours(24 * 365));
  const auto before = FreshSite(settings, clock).documents;
  clock.pass(std::chrono::hours(1));
  BOOST_TEST(difference(before, FreshSite(settings, clock).documents) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
