// SPDX-License-Identifier: MIT
// When the system or the program itself fails: nothing is lost, and all is done later.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <exception>
#include <string>

#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

struct Faults {
  Faults() : site(settings_for(directory)) {
    directory.write("a.md", seed_named("apples"));
    site.rebuild_everything();
    site.pass(seconds(5));
    site.take_log();
  }
  SeedDirectory directory;
  SeedSite site;
};

/// Lets the process open no descriptor more, or so few.
class NoDescriptors {
 public:
  explicit NoDescriptors(rlim_t left = 0) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(free);
    const rlimit none{static_cast<rlim_t>(free) + left, before_.rlim_max};
    BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  }
  ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  rlimit before_{};
};

BOOST_AUTO_TEST_SUITE(faults)

BOOST_FIXTURE_TEST_CASE(a_rebuild_that_fails_leaves_what_is_served_and_is_tried_again, Faults) {
  const auto before = site.rebuilder().snapshot();
  directory.write("a.md", seed_named("pears"));
  directory.write("b.md", seed_named("berries"));
  site.clock().break_wall(true);
  const auto failed = site.rebuild({"a.md"});
  BOOST_REQUIRE(failed != nullptr);
  BOOST_TEST(failed->resources.get("/feeds/all.atom")->get() ==
             before->resources.get("/feeds/all.atom")->get());
  BOOST_TEST(failed->readiness.ready);
  BOOST_REQUIRE(failed->readiness.reasons.size() == 1U);
  BOOST_TEST(failed->readiness.reasons[0].find("the clock is broken") != std::string::npos);
  BOOST_TEST(site.stats().failures == 1U);
  BOOST_REQUIRE(site.stats().degraded.size() == 1U);
  BOOST_TEST(site.stats().degraded[0].find("the clock is broken") != std::string::npos);
  BOOST_TEST(site.take_log().size() == 1U);

  site.clock().break_wall(false);
  BOOST_REQUIRE(site.rebuilder().next_tick().has_value());
  BOOST_TEST(site.pass(seconds(2)) != nullptr);
  BOOST_TEST(site.shows("About pears"));
  // What the batch did not name is found as well: nothing that was read counts any more.
  BOOST_TEST(site.shows("About berries"));
  BOOST_TEST(site.snapshot().readiness.reasons.empty());
  BOOST_TEST(site.stats().degraded.empty());
  BOOST_TEST(site.stats().failures == 1U);
  BOOST_TEST(!site.rebuilder().next_tick().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_rebuild_that_goes_on_failing_is_tried_more_and_more_rarely, Faults) {
  site.clock().break_wall(true);
  site.rebuild({"a.md"});
  const std::size_t first = site.stats().failures;
  for (int i = 0; i < 1000; ++i) {
    const auto next = site.rebuilder().next_tick();
    BOOST_REQUIRE(next.has_value());
    if (*next > site.clock().steady() + minutes(1)) BOOST_ERROR("too late");
    site.clock().pass(std::chrono::ceil<std::chrono::milliseconds>(*next - site.clock().steady()));
    site.rebuilder().rebuild();
    if (site.stats().failures == first + 12) break;
  }
  BOOST_REQUIRE(site.rebuilder().next_tick().has_value());
  BOOST_TEST((*site.rebuilder().next_tick() - site.clock().steady() == minutes(1)));
}

BOOST_FIXTURE_TEST_CASE(a_root_that_cannot_be_opened_is_no_deletion, Faults) {
  {
    const NoDescriptors none;
    BOOST_TEST(site.rebuild_everything() != nullptr);
    BOOST_TEST(!site.snapshot().readiness.ready);
    site.pass(minutes(5));
  }
  BOOST_TEST(site.shows("About apples"));
  site.pass(seconds(3));
  BOOST_TEST(site.snapshot().readiness.ready);
}

BOOST_AUTO_TEST_CASE(a_tree_that_can_be_listed_in_part_is_not_taken_for_it) {
  for (rlim_t left = 0; left <= 5; ++left) {
    BOOST_TEST_CONTEXT("descriptors left: " << left) {
      const SeedDirectory directory;
      directory.write("a/b/c.md", seed_named("cherries"));
      directory.write("d.md", seed_named("dates"));
      SeedSite site(settings_for(directory));
      {
        const NoDescriptors few(left);
        site.rebuild_everything();
        BOOST_REQUIRE(site.rebuilder().snapshot() != nullptr);
        BOOST_TEST((!site.snapshot().readiness.ready || site.stats().articles == 2U));
        site.pass(minutes(1));
        BOOST_TEST(site.take_log().size() <= 1U);
      }
      site.pass(seconds(3));
      BOOST_TEST(site.snapshot().readiness.ready);
      BOOST_TEST(site.snapshot().readiness.reasons.empty());
      BOOST_TEST(site.stats().articles == 2U);
      BOOST_TEST(site.rebuilder().problems().empty());
      // Nothing is gone that cannot be looked at.
      {
        const NoDescriptors few(left);
        site.rebuild_everything();
        site.rebuild_folder("a");
        site.pass(minutes(1));
        BOOST_TEST(site.stats().articles == 2U);
      }
      site.pass(seconds(6));
      BOOST_TEST(site.stats().articles == 2U);
      BOOST_TEST(site.stats().degraded.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_rebuild_that_is_stopped_ends_early_and_without_a_word) {
  const SeedDirectory directory;
  for (int i = 0; i < 4'000; ++i) directory.write(std::to_string(i) + ".md", "text");
  const Settings settings = settings_for(directory);
  CapturedLog log;
  WorkerPool workers(2);
  Rebuilder rebuilder(settings, settings.site.base_url, log.log(), workers);
  std::size_t read = 0;
  rebuilder.set_progress([&](std::size_t done, std::size_t) {
    read = done;
    workers.stop();
  });
  Batch batch;
  batch.everything = true;
  BOOST_TEST(rebuilder.rebuild(batch) == nullptr);
  BOOST_TEST(read < 4'000U);
  BOOST_TEST(rebuilder.rebuild() == nullptr);
  BOOST_TEST(rebuilder.stats().failures == 0U);
  BOOST_TEST(log.take().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
