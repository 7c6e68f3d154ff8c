// SPDX-License-Identifier: MIT
#include "daemon/net/request_budget.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;
using Cost = RequestBudget::Cost;

const IpAddress one = *IpAddress::parse("192.0.2.1");
const IpAddress two = *IpAddress::parse("192.0.2.2");
const RequestBudget::TimePoint start{std::chrono::hours(100)};

BOOST_AUTO_TEST_SUITE(request_budget)

BOOST_AUTO_TEST_CASE(lets_a_minute_of_requests_through_at_once_and_then_one_each_interval) {
  RequestBudget budget(60);
  for (int i = 0; i < 60; ++i) BOOST_TEST((budget.charge(one, Cost::full, start) == 0s), i);
  BOOST_TEST((budget.charge(one, Cost::full, start) == 1s));
  // A refused request costs nothing.
  BOOST_TEST((budget.charge(one, Cost::full, start) == 1s));
  BOOST_TEST((budget.charge(one, Cost::full, start + 1s) == 0s));
  BOOST_TEST((budget.charge(one, Cost::full, start + 1s) == 1s));
  for (int i = 0; i < 60; ++i) BOOST_TEST((budget.charge(one, Cost::full, start + 2min) == 0s), i);
}

BOOST_AUTO_TEST_CASE(says_how_long_to_wait) {
  RequestBudget budget(2);
  BOOST_TEST((budget.charge(one, Cost::full, start) == 0s));
  BOOST_TEST((budget.charge(one, Cost::full, start) == 0s));
  BOOST_TEST((budget.charge(one, Cost::full, start) == 30s));
  BOOST_TEST((budget.charge(one, Cost::full, start + 10s) == 20s));
  BOOST_TEST((budget.charge(one, Cost::full, start + 30s) == 0s));
}

BOOST_AUTO_TEST_CASE(counts_a_304_for_a_tenth) {
  RequestBudget budget(10);
  for (int i = 0; i < 100; ++i) BOOST_TEST((budget.charge(one, Cost::conditional, start) == 0s), i);
  BOOST_TEST((budget.charge(one, Cost::conditional, start) > 0s));
}

BOOST_AUTO_TEST_CASE(counts_each_client_for_itself) {
  RequestBudget budget(1);
  BOOST_TEST((budget.charge(one, Cost::full, start) == 0s));
  BOOST_TEST((budget.charge(one, Cost::full, start) > 0s));
  BOOST_TEST((budget.charge(two, Cost::full, start) == 0s));
}

BOOST_AUTO_TEST_CASE(remembers_a_spender_among_many_who_ask_once) {
  RequestBudget budget(100);
  for (int i = 0; i < 100; ++i) budget.charge(one, Cost::full, start);
  for (int i = 0; i < 10'000; ++i) {
    const std::string address =
        "10." + std::to_string(i % 7) + "." + std::to_string(i / 250) + "." + std::to_string(i % 250);
    BOOST_TEST((budget.charge(*IpAddress::parse(address), Cost::full, start) == 0s), address);
  }
  BOOST_TEST((budget.charge(one, Cost::full, start) > 0s));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
