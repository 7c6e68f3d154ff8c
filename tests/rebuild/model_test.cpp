// SPDX-License-Identifier: MIT
// A snapshot that was reached by many changes equals, byte for byte, the one that is built from nothing.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/rebuild/random_tree.hpp"
#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Variant {
  std::uint64_t seed;
  std::size_t items;
  bool roll_up;
  bool include_unpublished;
  bool deferring;
};

const Variant variants[] = {
    {1, 50, false, false, false}, {2, 3, true, false, true}, {3, 5, true, true, false}};

constexpr int rounds = 24;
constexpr std::size_t changes_a_round = 30;

/// Another number, to repeat or to widen what the fixed ones try.
std::uint64_t seed_of(const Variant& variant) {
  const char* given = std::getenv("FEED_EXPORTER_RANDOM_SEED");
  return given == nullptr ? variant.seed : std::strtoull(given, nullptr, 10) + variant.seed - 1;
}

Settings settings_of(const Variant& variant, const SeedDirectory& directory) {
  Settings settings = settings_for(directory);
  settings.feeds.items = variant.items;
  settings.feeds.roll_up = variant.roll_up;
  settings.feeds.include_unpublished = variant.include_unpublished;
  return settings;
}

/// Tells the rebuilder of changed paths in one of the ways a watcher may.
void tell(SeedSite& site, RandomTree& tree, const std::vector<std::string>& paths) {
  switch (tree.below(4)) {
    case 0:
      site.rebuild_everything();
      return;
    case 1: {
      Batch batch;
      for (const std::string& path : paths) {
        const std::size_t slash = path.find('/');
        if (slash == std::string::npos) {
          batch.paths.push_back(path);
        } else if (batch.folders.empty() || batch.folders.back() != path.substr(0, slash)) {
          batch.folders.push_back(path.substr(0, slash));
        }
      }
      site.rebuild(batch);
      return;
    }
    default:
      site.rebuild(paths);
  }
}

/// Until nothing is waited for but the days to come.
void settle(SeedSite& site) {
  site.pass(seconds(2));
  if (site.stats().deletions_held) {
    site.rebuilder().confirm_deletions();
    site.pass(seconds(2));
  }
  BOOST_TEST(!site.stats().deletions_held);
}

void compare_with_fresh(SeedSite& site) {
  const FreshSite fresh(site.settings(), site.clock());
  const std::string differing = difference(contents(site.snapshot()), fresh.documents);
  BOOST_REQUIRE_MESSAGE(differing.empty(), "left incremental, right from nothing:\n" << differing);
  BOOST_REQUIRE(site.rebuilder().problems() == fresh.problems);
}

BOOST_AUTO_TEST_SUITE(model)

BOOST_AUTO_TEST_CASE(equals_what_is_built_from_nothing) {
  for (const Variant& variant : variants) {
    const std::uint64_t seed = seed_of(variant);
    const SeedDirectory directory;
    RandomTree tree(seed, {});
    SeedSite site(settings_of(variant, directory));
    site.rebuilder().set_deferring(variant.deferring);
    site.rebuild_everything();
    for (int round = 0; round < rounds; ++round) {
      BOOST_TEST_CONTEXT("FEED_EXPORTER_RANDOM_SEED=" << seed - variant.seed + 1 << ", variant "
                                                      << variant.seed << ", round " << round) {
        const auto changed = tree.change(changes_a_round);
        tree.write(directory, changed);
        tell(site, tree, changed);
        if (tree.once_in(2)) site.pass(seconds(tree.below(3)));
        const auto mended = tree.mend();
        tree.write(directory, mended);
        if (!mended.empty()) tell(site, tree, mended);
        if (tree.once_in(3)) {
          // The clock jumps, so that not every half minute of the days has its tick.
          site.clock().step(hours(tree.below(48)));
          site.pass(minutes(1));
        }
        settle(site);
        compare_with_fresh(site);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(does_not_depend_on_the_order_of_arrival) {
  for (const Variant& variant : variants) {
    const std::uint64_t seed = seed_of(variant);
    const SeedDirectory directory;
    RandomTree tree(seed + 100, {.bad = false});
    tree.change(300);
    std::vector<std::string> paths;
    for (const auto& [path, text] : tree.files()) paths.push_back(path);
    for (std::size_t i = paths.size(); i > 1; --i) std::swap(paths[i - 1], paths[tree.below(i)]);
    SeedSite site(settings_of(variant, directory));
    site.rebuild_everything();
    for (std::size_t first = 0; first < paths.size();) {
      const std::size_t last = std::min(paths.size(), first + 1 + tree.below(9));
      const std::vector<std::string> some(paths.begin() + static_cast<std::ptrdiff_t>(first),
                                          paths.begin() + static_cast<std::ptrdiff_t>(last));
      tree.write(directory, some);
      site.rebuild(some);
      first = last;
    }
    BOOST_TEST_CONTEXT("random seed " << seed) {
      compare_with_fresh(site);
    }
  }
}

BOOST_AUTO_TEST_CASE(does_not_depend_on_the_number_of_threads) {
  const SeedDirectory directory;
  RandomTree tree(7, {});
  tree.change(300);
  std::vector<std::string> paths;
  for (const auto& [path, text] : tree.files()) paths.push_back(path);
  tree.write(directory, paths);
  std::vector<std::map<std::string, std::string>> all;
  for (const std::size_t threads : {1U, 2U, 5U}) {
    SeedSite site(settings_for(directory), {}, threads);
    site.rebuild_everything();
    all.push_back(contents(site.snapshot()));
  }
  BOOST_TEST(difference(all[0], all[1]) == "");
  BOOST_TEST(difference(all[0], all[2]) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
