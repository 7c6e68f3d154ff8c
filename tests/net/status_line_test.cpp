// SPDX-License-Identifier: MIT
#include "daemon/serve/status_line.hpp"

#include <boost/test/unit_test.hpp>

#include "daemon/net/counters.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(status_lines)

BOOST_AUTO_TEST_CASE(a_status_that_is_not_in_the_table_is_told_and_counted_as_500) {
  BOOST_TEST(status_text(404) == "404 Not Found");
  BOOST_TEST(status_text(299) == "500 Internal Server Error");
  Counters counters;
  counters.count_request("atom", 404);
  counters.count_request("atom", 500);
  counters.count_request("atom", 299);
  ServerStats stats;
  counters.add_to(stats);
  BOOST_TEST(stats.requests.size() == 2U);
  BOOST_TEST((stats.requests[{"atom", 404}]) == 1U);
  BOOST_TEST((stats.requests[{"atom", 500}]) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
