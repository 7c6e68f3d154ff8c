// SPDX-License-Identifier: MIT
// When the system or the program itself fails: nothing is lost, and all is done later.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
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

/// Lets the process open only so many descriptors more.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t more) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(free);
    const rlimit few{static_cast<rlim_t>(free) + more, before_.rlim_max};
    BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  }
  ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;

 private:
  rlimit before_{};
};

BOOST_AUTO_TEST_SUITE(faults)

BOOST_FIXTURE_TEST_CASE(a_rebuild_that_fails_leaves_what_is_served_and_is_tried_again, Faults) {
  const auto before = site.rebuilder().snapshot();
  directory.write("a.md", seed_named("pears"));
  directory.write("b.md", seed_named("berries"));
  site.clock().break_wall(true);
  BOOST_TEST(site.rebuild({"a.md"}) == nullptr);
  BOOST_TEST(site.rebuilder().snapshot() == before);
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
    site.rebuilder().tick();
    if (site.stats().failures == first + 12) break;
  }
  BOOST_REQUIRE(site.rebuilder().next_tick().has_value());
  BOOST_TEST((*site.rebuilder().next_tick() - site.clock().steady() == minutes(1)));
}

BOOST_FIXTURE_TEST_CASE(files_are_read_later_where_descriptors_ran_out, Faults) {
  directory.write("a.md", seed_named("pears"));
  directory.write("b.md", seed_named("berries"));
  {
    // One is enough for the root.
    const FewDescriptors few(1);
    BOOST_TEST(site.rebuild({"a.md", "b.md"}) == nullptr);
    site.pass(seconds(1));
  }
  BOOST_TEST(site.snapshot().readiness.ready);
  BOOST_TEST(site.shows("About apples"));
  BOOST_REQUIRE(site.rebuilder().next_tick().has_value());
  site.pass(seconds(5));
  BOOST_TEST(site.shows("About pears"));
  BOOST_TEST(site.shows("About berries"));
  BOOST_TEST(site.rebuilder().problems().empty());
  BOOST_TEST(!site.rebuilder().next_tick().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_file_that_cannot_be_read_for_long_is_said_once, Faults) {
  directory.write("a.md", seed_named("pears"));
  {
    const FewDescriptors few(1);
    site.rebuild({"a.md"});
    site.pass(minutes(5));
  }
  BOOST_REQUIRE(site.rebuilder().problems().size() == 1U);
  BOOST_TEST(site.rebuilder().problems()[0].rule == "changing-file");
  BOOST_TEST(site.take_log().size() == 1U);
  site.pass(seconds(5));
  BOOST_TEST(site.rebuilder().problems().empty());
  BOOST_TEST(site.shows("About pears"));
}

BOOST_FIXTURE_TEST_CASE(a_root_that_cannot_be_opened_is_no_deletion, Faults) {
  {
    const FewDescriptors none(0);
    BOOST_TEST(site.rebuild_everything() != nullptr);
    BOOST_TEST(!site.snapshot().readiness.ready);
    site.pass(minutes(5));
  }
  BOOST_TEST(site.shows("About apples"));
  site.pass(seconds(3));
  BOOST_TEST(site.snapshot().readiness.ready);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
