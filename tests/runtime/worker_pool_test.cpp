// SPDX-License-Identifier: MIT
#include "daemon/worker_pool.hpp"

#include <sys/resource.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <vector>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(worker_pool)

BOOST_AUTO_TEST_CASE(calls_the_job_once_for_each_index) {
  for (const std::size_t threads : {1U, 2U, 4U}) {
    WorkerPool pool(threads);
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
      std::vector<std::atomic<int>> calls(count);
      pool.for_each(count, [&](std::size_t i) { ++calls[i]; });
      for (std::size_t i = 0; i < count; ++i) BOOST_TEST(calls[i] == 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(throws_what_a_job_threw_and_works_on) {
  WorkerPool pool(2);
  BOOST_CHECK_THROW(pool.for_each(100,
                                  [](std::size_t i) {
                                    if (i == 50) throw std::runtime_error("job");
                                  }),
                    std::runtime_error);
  std::atomic<int> calls = 0;
  pool.for_each(10, [&](std::size_t) { ++calls; });
  BOOST_TEST(calls == 10);
}

BOOST_AUTO_TEST_CASE(ends_early_and_for_good_when_stopped) {
  for (const std::size_t threads : {1U, 2U, 4U}) {
    WorkerPool pool(threads);
    std::atomic<std::size_t> calls = 0;
    BOOST_CHECK_THROW(pool.for_each(100'000,
                                    [&](std::size_t) {
                                      ++calls;
                                      pool.stop();
                                    }),
                      WorkStopped);
    BOOST_TEST(pool.stopped());
    BOOST_TEST(calls < 100'000U);
    const std::size_t before = calls;
    BOOST_CHECK_THROW(pool.for_each(1, [&](std::size_t) { ++calls; }), WorkStopped);
    BOOST_TEST(calls == before);
  }
}

// Sanitizers end the program when memory for a thread is lacking.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
BOOST_AUTO_TEST_CASE(does_with_the_threads_there_are) {
  rlimit before{};
  ::getrlimit(RLIMIT_AS, &before);
  const rlimit none{1, before.rlim_max};
  BOOST_REQUIRE(::setrlimit(RLIMIT_AS, &none) == 0);
  WorkerPool pool(256);
  ::setrlimit(RLIMIT_AS, &before);
  BOOST_TEST(pool.threads() < 256U);
  std::atomic<int> calls = 0;
  pool.for_each(1000, [&](std::size_t) { ++calls; });
  BOOST_TEST(calls == 1000);
}
#endif

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
