// SPDX-License-Identifier: MIT
// Files that are being written while a batch is dealt with, which the batch could not know.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>

#include "daemon/content/file_time.hpp"
#include "daemon/rebuild/retry_queue.hpp"
#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// What a watcher hands on at this moment; later changes of files are stamped later.
Batch batch_of(std::vector<std::string> paths) {
  Batch batch;
  batch.paths = std::move(paths);
  // Whatever has been written so far is stamped earlier.
  const FileTime now = std::chrono::system_clock::now();
  do batch.taken = read_file_clock();
  while (batch.taken <= now);
  return batch;
}

struct Written {
  Written() : site(settings_for(directory)) {
    directory.write("a.md", seed_named("apples"));
    site.rebuild(batch_of({"a.md"}));
    BOOST_REQUIRE(site.shows("About apples"));
  }
  /// Deals with a batch as the daemon does: once, without the ticks that follow.
  void rebuild(const Batch& batch) { site.rebuilder().rebuild(batch); }
  /// What is due `time` later, when these files are being written.
  void tick_after(milliseconds time, std::vector<std::string> unfinished = {}) {
    Batch glance = batch_of({});
    glance.unfinished = std::move(unfinished);
    tick_after(time, glance);
  }
  void tick_after(milliseconds time, const Batch& glance) {
    site.clock().pass(time);
    site.rebuilder().rebuild(glance);
  }

  SeedDirectory directory;
  SeedSite site;
};

BOOST_AUTO_TEST_SUITE(unfinished)

BOOST_FIXTURE_TEST_CASE(are_read_with_the_next_tick, Written) {
  const Batch batch = batch_of({"a.md"});
  directory.write("a.md", seed_named("pears"));
  rebuild(batch);
  BOOST_TEST(site.shows("About apples"));
  BOOST_REQUIRE(site.rebuilder().next_tick().has_value());
  tick_after(RetryQueue::first_delay);
  BOOST_TEST(site.shows("About pears"));
}

BOOST_FIXTURE_TEST_CASE(are_left_to_the_watcher_where_it_knows_of_them, Written) {
  for (const bool everything : {false, true}) {
    Batch batch = batch_of({"a.md"});
    if (everything) batch.paths.clear();
    batch.everything = everything;
    directory.write("a.md", seed_named("half"));
    rebuild(batch);
    tick_after(RetryQueue::first_delay, {"a.md"});
    BOOST_TEST(site.shows("About apples"));
    // A batch will name it: nothing is waited for until then.
    BOOST_TEST(!site.rebuilder().next_tick().has_value());
  }
  rebuild(batch_of({"a.md"}));
  BOOST_TEST(site.shows("About half"));
}

BOOST_FIXTURE_TEST_CASE(are_no_deletions, Written) {
  const Batch batch = batch_of({"a.md"});
  directory.write("a.md", "");
  rebuild(batch);
  for (int i = 0; i < 5; ++i) tick_after(seconds(1), {"a.md"});
  BOOST_TEST(site.shows("About apples"));
}

BOOST_FIXTURE_TEST_CASE(are_read_in_the_end_though_they_are_replaced_again_and_again, Written) {
  // Each tick finds a file that came after the watcher's last word.
  const Batch batch = batch_of({"a.md"});
  directory.write("a.md", seed_named("pears"));
  rebuild(batch);
  tick_after(milliseconds(1'900), batch);
  BOOST_TEST(site.shows("About apples"));
  tick_after(milliseconds(5'000), batch);
  BOOST_TEST(site.shows("About pears"));
}

BOOST_FIXTURE_TEST_CASE(are_not_suspected_where_nobody_watches, Written) {
  directory.write("a.md", seed_named("pears"));
  site.rebuild({"a.md"});
  BOOST_TEST(site.shows("About pears"));
}

BOOST_AUTO_TEST_CASE(are_waited_for_before_anything_is_shown) {
  for (const bool for_ever : {false, true}) {
    const SeedDirectory directory;
    SeedSite site(settings_for(directory));
    directory.write("a.md", seed_named("apples"));
    Batch first = batch_of({});
    first.everything = true;
    first.unfinished = {"a.md"};
    BOOST_TEST(site.rebuilder().rebuild(first) == nullptr);
    BOOST_TEST(site.rebuilder().snapshot() == nullptr);
    if (for_ever) {
      site.clock().pass(RetryQueue::patience);
      BOOST_REQUIRE((site.rebuilder().next_tick() <= site.clock().steady()));
      Batch glance = batch_of({});
      glance.unfinished = {"a.md"};
      site.rebuilder().rebuild(glance);
    } else {
      site.rebuilder().rebuild(batch_of({"a.md"}));
    }
    BOOST_TEST(site.snapshot().readiness.ready);
    BOOST_TEST(site.snapshot().readiness.reasons.empty());
    BOOST_TEST(site.shows("About apples") == !for_ever);
  }
}

BOOST_AUTO_TEST_CASE(are_told_of_in_a_tree_that_appears_later) {
  const SeedDirectory directory;
  Settings settings = settings_for(directory);
  settings.seeds.directory += "/later";
  SeedSite site(settings);
  site.rebuild_everything();
  BOOST_TEST(!site.snapshot().readiness.ready);
  directory.write("later/a.md", seed_named("apples"));
  Batch appeared = batch_of({});
  appeared.everything = true;
  appeared.unfinished = {"a.md"};
  site.rebuilder().rebuild(appeared);
  BOOST_TEST(!site.snapshot().readiness.ready);
  BOOST_TEST(
      site.snapshot().readiness.reasons == std::vector<std::string>{"the seeds are still being written"},
      boost::test_tools::per_element());
  site.rebuilder().rebuild(batch_of({"a.md"}));
  BOOST_TEST(site.snapshot().readiness.ready);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
