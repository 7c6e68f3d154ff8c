// SPDX-License-Identifier: MIT
#include "daemon/watch/polled_tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "tests/watch/temporary_tree.hpp"

namespace feed_exporter {
namespace {

using Paths = std::vector<std::string>;

SeedSettings settings_of(const std::string& directory) {
  SeedSettings settings;
  settings.directory = directory;
  return settings;
}

/// Nothing settles while a test runs.
constexpr Settling never{std::chrono::hours(1), std::chrono::hours(1)};
constexpr Settling soon{std::chrono::milliseconds(30), std::chrono::milliseconds(30)};

struct Polled : TemporaryTree {
  PollResult poll() { return tree.poll(stop); }
  /// Polls until something has settled.
  Paths changed() {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    PollResult result;
    while (result.changed.empty() && std::chrono::steady_clock::now() < end) result = poll();
    return result.changed;
  }
  bool finds_nothing() {
    const PollResult result = poll();
    return !result.everything && result.changed.empty() && result.unfinished.empty();
  }

  std::atomic<bool> stop = false;
  PolledTree tree{settings_of(root()), soon, false};
};

BOOST_FIXTURE_TEST_SUITE(polled_tree, Polled)

BOOST_AUTO_TEST_CASE(finds_everything_changed_at_the_first_look_only) {
  write("a.md", "a");
  const PollResult first = poll();
  BOOST_TEST(first.everything);
  BOOST_TEST(first.changed.empty());
  BOOST_TEST(!poll().everything);
}

BOOST_AUTO_TEST_CASE(keeps_back_a_file_that_has_not_settled) {
  PolledTree patient(settings_of(root()), never, false);
  patient.poll(stop);
  write("a.md", "a");
  for (int i = 0; i < 3; ++i) {
    const PollResult young = patient.poll(stop);
    BOOST_TEST(young.changed.empty());
    BOOST_TEST(young.unfinished == Paths({"a.md"}), boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(names_a_file_that_never_settles_all_the_same) {
  using namespace std::chrono;
  PolledTree bounded(settings_of(root()), Settling{hours(1), hours(1), milliseconds(30)}, false);
  bounded.poll(stop);
  const auto end = steady_clock::now() + seconds(60);
  for (int named = 0; named < 2 && steady_clock::now() < end;) {
    write("a.md", "a");
    const PollResult result = bounded.poll(stop);
    named += result.changed == Paths({"a.md"});
    BOOST_TEST_REQUIRE(result.changed.size() + result.unfinished.size() == 1U);
    BOOST_TEST_REQUIRE((named < 2 || steady_clock::now() < end));
  }
}

BOOST_AUTO_TEST_CASE(names_a_new_file_when_it_has_settled_and_once) {
  poll();
  write("a.md", "a");
  BOOST_TEST(changed() == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(finds_nothing());
}

BOOST_AUTO_TEST_CASE(names_again_what_was_young_at_the_first_look) {
  write("a.md", "a");
  PolledTree patient(settings_of(root()), never, false);
  BOOST_TEST(patient.poll(stop).unfinished.empty());
  BOOST_TEST(patient.poll(stop).unfinished == Paths({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lets_a_file_settle_whose_time_lies_in_the_future) {
  poll();
  write("a.md", "a");
  const timespec times[] = {{4'000'000'000, 0}, {4'000'000'000, 0}};
  BOOST_REQUIRE(::utimensat(AT_FDCWD, at("a.md").c_str(), times, 0) == 0);
  BOOST_TEST(changed() == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(finds_nothing());
}

BOOST_AUTO_TEST_CASE(sees_a_change_of_the_same_size_with_its_time_set_back) {
  poll();
  write("a.md", "old");
  BOOST_TEST(changed() == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(finds_nothing());
  struct stat before {};
  BOOST_REQUIRE(::stat(at("a.md").c_str(), &before) == 0);
  write("a.md", "new");
  const timespec times[] = {before.st_atim, before.st_mtim};
  BOOST_REQUIRE(::utimensat(AT_FDCWD, at("a.md").c_str(), times, 0) == 0);
  BOOST_TEST(changed() == Paths({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_what_went_at_once) {
  for (const char* path : {"a.md", "b/c.md", "b/d.md", "e.md"}) write(path, "text");
  poll();
  remove("b");
  remove("a.md");
  BOOST_TEST(poll().changed == Paths({"a.md", "b/c.md", "b/d.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(sees_through_links) {
  write(".store/a.md", "old");
  link(".store/a.md", "a.md");
  link("nowhere", "dangling.md");
  poll();
  // The link's age is that of what it leads to; the other has none.
  BOOST_TEST(changed() == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(finds_nothing());
  write(".store/a.md", "new text");
  BOOST_TEST(changed() == Paths({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_everything_changed_when_the_root_is_another) {
  write("seeds/a.md", "a");
  PolledTree seeds(settings_of(at("seeds")), soon, false);
  seeds.poll(stop);
  rename("seeds", "moved");
  BOOST_TEST(seeds.poll(stop).everything);
  BOOST_TEST(!seeds.poll(stop).everything);
  make_folder("seeds");
  BOOST_TEST(seeds.poll(stop).everything);
}

BOOST_AUTO_TEST_CASE(tells_of_young_files_with_everything_but_at_the_start) {
  write("seeds/a.md", "a");
  PolledTree first(settings_of(at("seeds")), never, false);
  BOOST_TEST(first.poll(stop).unfinished.empty());
  PolledTree again(settings_of(at("seeds")), never, true);
  BOOST_TEST(again.poll(stop).unfinished == Paths({"a.md"}), boost::test_tools::per_element());
  // Another root.
  rename("seeds", "moved");
  write("seeds/b.md", "b");
  const PollResult other = first.poll(stop);
  BOOST_TEST(other.everything);
  BOOST_TEST(other.unfinished == Paths({"b.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_nothing_when_stopped) {
  write("a.md", "a");
  poll();
  remove("a.md");
  stop = true;
  BOOST_TEST(poll().changed.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
