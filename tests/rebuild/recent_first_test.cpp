// SPDX-License-Identifier: MIT
#include "daemon/rebuild/recent_first.hpp"

#include <boost/test/unit_test.hpp>

namespace feed_exporter {
namespace {

using std::chrono::seconds;

BOOST_AUTO_TEST_SUITE(recent_first)

BOOST_AUTO_TEST_CASE(is_the_first_value_of_the_span) {
  RecentFirst first(seconds(10));
  const RecentFirst::Time start{};
  BOOST_TEST(first.get() == 0U);
  first.note(5, start);
  first.note(9, start);
  first.note(7, start + seconds(4));
  BOOST_TEST(first.get() == 5U);
  first.note(8, start + seconds(10));
  BOOST_TEST(first.get() == 5U);
  first.note(1, start + seconds(11));
  BOOST_TEST(first.get() == 7U);
  first.note(2, start + seconds(60));
  BOOST_TEST(first.get() == 2U);
}

BOOST_AUTO_TEST_CASE(is_lowered_for_all_that_was) {
  RecentFirst first(seconds(10));
  const RecentFirst::Time start{};
  first.note(5, start);
  first.lower(3);
  BOOST_TEST(first.get() == 2U);
  first.note(9, start + seconds(20));
  BOOST_TEST(first.get() == 9U);
  first.lower(10);
  BOOST_TEST(first.get() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
