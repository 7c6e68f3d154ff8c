// SPDX-License-Identifier: MIT
#include "exporters/update_pace.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(update_pace)

BOOST_AUTO_TEST_CASE(follows_max_age) {
  struct Case {
    std::chrono::seconds max_age;
    UpdatePace pace;
  };
  const std::vector<Case> cases = {
      {1s, {1min, "hourly", 3600}},     {900s, {15min, "hourly", 4}},  {901s, {16min, "hourly", 3}},
      {1h, {60min, "hourly", 1}},       {3601s, {61min, "daily", 23}}, {6h, {360min, "daily", 4}},
      {24h, {1440min, "daily", 1}},     {48h, {2880min, "weekly", 3}}, {168h, {10080min, "weekly", 1}},
      {1000h, {60000min, "weekly", 1}},
  };
  for (const Case& test : cases) {
    BOOST_TEST_CONTEXT(test.max_age.count()) {
      BOOST_TEST((make_update_pace(test.max_age) == test.pace));
    }
  }
}

BOOST_AUTO_TEST_CASE(is_unset_where_nothing_may_be_kept) {
  BOOST_TEST(!make_update_pace(0s).has_value());
  BOOST_TEST(!make_update_pace(-1s).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
