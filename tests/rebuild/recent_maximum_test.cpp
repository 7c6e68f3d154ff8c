// SPDX-License-Identifier: MIT
#include "daemon/rebuild/recent_maximum.hpp"

#include <boost/test/unit_test.hpp>

namespace feed_exporter {
namespace {

using std::chrono::seconds;

struct Number {
  std::size_t after(seconds time, std::size_t value) {
    now += time;
    maximum.note(value, now);
    return maximum.get();
  }
  RecentMaximum maximum{seconds(10)};
  RecentMaximum::Time now;
};

BOOST_FIXTURE_TEST_SUITE(recent_maximum, Number)

BOOST_AUTO_TEST_CASE(remembers_a_value_for_its_time) {
  BOOST_TEST(maximum.get() == 0U);
  BOOST_TEST(after(seconds(0), 5) == 5U);
  BOOST_TEST(after(seconds(1), 9) == 9U);
  BOOST_TEST(after(seconds(1), 3) == 9U);
  BOOST_TEST(after(seconds(5), 4) == 9U);
  BOOST_TEST(after(seconds(5), 4) == 9U);
  BOOST_TEST(after(seconds(1), 2) == 4U);
}

BOOST_AUTO_TEST_CASE(counts_a_value_up_to_the_next) {
  after(seconds(0), 9);
  // It was nine until a moment ago.
  BOOST_TEST(after(seconds(3600), 1) == 9U);
  BOOST_TEST(after(seconds(11), 1) == 1U);
}

BOOST_AUTO_TEST_CASE(lowers_what_was_by_what_counts_no_more) {
  after(seconds(0), 9);
  maximum.lower(4);
  BOOST_TEST(maximum.get() == 5U);
  BOOST_TEST(after(seconds(1), 6) == 6U);
  BOOST_TEST(after(seconds(1), 2) == 6U);
  maximum.lower(100);
  BOOST_TEST(maximum.get() == 0U);
  BOOST_TEST(after(seconds(1), 2) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
