// SPDX-License-Identifier: MIT
#include "daemon/thread_role.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>

namespace feed_exporter {
namespace {

/// As the calling thread sees itself.
struct Standing {
  std::string name;
  int policy = 0;
  int nice = 0;
};

Standing standing() {
  std::array<char, 16> name{};
  ::pthread_getname_np(::pthread_self(), name.data(), name.size());
  return {name.data(), ::sched_getscheduler(0), ::getpriority(PRIO_PROCESS, 0)};
}

template <class Begin>
Standing standing_after(Begin begin) {
  Standing result;
  std::thread([&] {
    begin();
    result = standing();
  }).join();
  return result;
}

BOOST_AUTO_TEST_SUITE(thread_role)

BOOST_AUTO_TEST_CASE(names_the_calling_thread_alone) {
  const std::string before = standing().name;
  BOOST_TEST(standing_after([] { name_thread("serve"); }).name == "serve");
  BOOST_TEST(standing().name == before);
}

BOOST_AUTO_TEST_CASE(lets_threads_that_work_step_back_with_those_they_start) {
  const Standing before = standing();
  const Standing after = standing_after([] { prefer_throughput(); });
  BOOST_TEST(after.nice > before.nice);
  BOOST_TEST(after.policy == before.policy);
  Standing started;
  std::thread([&] {
    prefer_throughput();
    started = standing_after([] {});
  }).join();
  BOOST_TEST(started.nice == after.nice);
  BOOST_TEST(standing().nice == before.nice);
}

BOOST_AUTO_TEST_CASE(leaves_the_share_of_threads_that_answer_as_it_is) {
  const Standing before = standing();
  const Standing after = standing_after([] { prefer_latency(); });
  BOOST_TEST(after.nice == before.nice);
  BOOST_TEST(after.policy == before.policy);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
