// SPDX-License-Identifier: MIT
#include "daemon/serve/stamps.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr sys_seconds at(int second) {
  return sys_seconds{seconds{1'000'000 + second}};
}

/// A new body, as the renderer asks and tells.
std::optional<sys_seconds> change(Stamps& stamps, const std::string& path, sys_seconds now) {
  const auto stamp = stamps.stamp_for(path, now);
  stamps.record(path, stamp);
  return stamp;
}

BOOST_AUTO_TEST_SUITE(stamps)

BOOST_AUTO_TEST_CASE(a_body_is_stamped_with_the_present) {
  Stamps stamps;
  BOOST_TEST((change(stamps, "/a", at(0)) == at(0)));
  BOOST_TEST((change(stamps, "/b", at(0)) == at(0)));
  BOOST_TEST((change(stamps, "/a", at(1)) == at(1)));
  BOOST_TEST(!stamps.next_due().has_value());
  BOOST_TEST(stamps.take_due(at(9)).empty());
}

BOOST_AUTO_TEST_CASE(a_second_body_within_a_second_waits_for_the_next) {
  Stamps stamps;
  change(stamps, "/a", at(0));
  BOOST_TEST(!change(stamps, "/a", at(0)).has_value());
  BOOST_TEST(!change(stamps, "/a", at(0)).has_value());
  BOOST_TEST((stamps.next_due() == at(1)));
  BOOST_TEST(stamps.take_due(at(0)).empty());
  const auto due = stamps.take_due(at(5));
  BOOST_REQUIRE(due.size() == 1U);
  BOOST_TEST(due[0].first == "/a");
  BOOST_TEST((due[0].second == at(1)));
  BOOST_TEST(!stamps.next_due().has_value());
  BOOST_TEST(!change(stamps, "/a", at(1)).has_value());
}

BOOST_AUTO_TEST_CASE(a_body_that_waits_is_overtaken_by_one_that_need_not) {
  Stamps stamps;
  change(stamps, "/a", at(0));
  change(stamps, "/a", at(0));
  BOOST_TEST((change(stamps, "/a", at(2)) == at(2)));
  BOOST_TEST(!stamps.next_due().has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_stamped_with_the_future_when_the_clock_steps_back) {
  Stamps stamps;
  change(stamps, "/a", at(100));
  BOOST_TEST(!change(stamps, "/a", at(10)).has_value());
  BOOST_TEST(stamps.take_due(at(100)).empty());
  BOOST_TEST((stamps.next_due() == at(101)));
}

BOOST_AUTO_TEST_CASE(a_path_that_comes_back_gets_no_stamp_it_had) {
  Stamps stamps;
  change(stamps, "/a", at(5));
  stamps.forget("/a");
  BOOST_TEST(!change(stamps, "/a", at(5)).has_value());
  BOOST_TEST((stamps.next_due() == at(6)));
  stamps.forget("/a");
  BOOST_TEST(!stamps.next_due().has_value());
  BOOST_TEST((change(stamps, "/a", at(6)) == at(6)));
}

BOOST_AUTO_TEST_CASE(no_stamp_is_given_twice_or_early_whatever_happens) {
  std::mt19937 random(1);
  Stamps stamps;
  std::set<std::pair<std::string, sys_seconds>> given;
  int now = 0;
  const auto give = [&](const std::string& path, sys_seconds stamp) {
    BOOST_TEST((given.emplace(path, stamp).second));
    BOOST_TEST((stamp <= at(now)));
  };
  for (int step = 0; step < 20'000; ++step) {
    now = std::max(0, now + static_cast<int>(random() % 4) - 1);
    const std::string path(1, static_cast<char>('a' + random() % 3));
    switch (random() % 4) {
      case 0:
        stamps.forget(path);
        break;
      case 1:
        for (const auto& [due, stamp] : stamps.take_due(at(now))) give(due, stamp);
        break;
      default:
        if (const auto stamp = change(stamps, path, at(now))) give(path, *stamp);
    }
  }
  BOOST_TEST(given.size() > 1'000U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
