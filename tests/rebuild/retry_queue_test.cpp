// SPDX-License-Identifier: MIT
#include "daemon/rebuild/retry_queue.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(retry_queue)

BOOST_AUTO_TEST_CASE(doubles_the_delay_up_to_the_longest) {
  RetryQueue queue;
  RetryQueue::Time now;
  BOOST_TEST(!queue.next().has_value());
  auto delay = RetryQueue::first_delay;
  for (std::size_t tries = 1; tries <= 12; ++tries) {
    BOOST_TEST(queue.put_off("a.md", now) == tries);
    BOOST_REQUIRE(queue.next().has_value());
    BOOST_TEST((*queue.next() - now == delay));
    BOOST_TEST(queue.due(now).empty());
    now = *queue.next();
    BOOST_TEST(queue.due(now).size() == 1U);
    delay = std::min(delay * 2, RetryQueue::longest_delay);
  }
}

BOOST_AUTO_TEST_CASE(loses_patience_with_a_file_that_is_put_off_for_long) {
  RetryQueue queue;
  RetryQueue::Time now;
  BOOST_TEST(!queue.is_overdue("a.md", now + std::chrono::hours(1)));
  queue.put_off("a.md", now);
  now += RetryQueue::patience - std::chrono::milliseconds(1);
  queue.put_off("a.md", now);
  BOOST_TEST(!queue.is_overdue("a.md", now));
  now += std::chrono::milliseconds(1);
  BOOST_TEST(queue.is_overdue("a.md", now));
  queue.forget("a.md");
  BOOST_TEST(!queue.is_overdue("a.md", now));
}

BOOST_AUTO_TEST_CASE(begins_anew_with_a_file_that_was_read) {
  RetryQueue queue;
  const RetryQueue::Time now;
  queue.put_off("a.md", now);
  queue.put_off("a.md", now);
  queue.put_off("b.md", now);
  queue.forget("a.md");
  BOOST_TEST(queue.due(now + RetryQueue::longest_delay).size() == 1U);
  BOOST_TEST(queue.put_off("a.md", now) == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
