// SPDX-License-Identifier: MIT
#include "daemon/serve/body.hpp"

#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/serve/descriptors.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(body)

BOOST_AUTO_TEST_CASE(keeps_small_bodies_in_memory) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, Body::sendfile_bytes - 1}) {
    const std::string bytes(size, 'x');
    const Body body = Body::make(bytes);
    BOOST_TEST(body.size() == size);
    BOOST_TEST(body.descriptor() == -1);
    BOOST_TEST(body.memory() == bytes);
    BOOST_TEST(body.read() == bytes);
  }
}

BOOST_AUTO_TEST_CASE(keeps_large_bodies_in_a_memfd) {
  std::string bytes(Body::sendfile_bytes, 'x');
  bytes.back() = 'y';
  const Body body = Body::make(bytes);
  BOOST_TEST(body.size() == bytes.size());
  BOOST_TEST(body.descriptor() >= 0);
  BOOST_TEST(body.memory().empty());
  BOOST_TEST((body.read() == bytes));
}

BOOST_AUTO_TEST_CASE(an_empty_body_has_no_bytes) {
  const Body body;
  BOOST_TEST(body.size() == 0U);
  BOOST_TEST(body.descriptor() == -1);
  BOOST_TEST(body.memory().empty());
  BOOST_TEST(body.read().empty());
}

BOOST_AUTO_TEST_CASE(closes_the_memfd_with_the_last_copy) {
  const std::size_t before = count_descriptors();
  const std::size_t counted = Body::open_descriptors();
  const std::string bytes(Body::sendfile_bytes, 'x');
  {
    std::vector<Body> bodies(8, Body::make(bytes));
    BOOST_TEST(count_descriptors() == before + 1);
    BOOST_TEST(Body::open_descriptors() == counted + 1);
    const Body copy = bodies.front();
    bodies.clear();
    BOOST_TEST(count_descriptors() == before + 1);
    BOOST_TEST((copy.read() == bytes));
    Body other = Body::make(bytes);
    other = copy;
    BOOST_TEST(count_descriptors() == before + 1);
  }
  BOOST_TEST(count_descriptors() == before);
  BOOST_TEST(Body::open_descriptors() == counted);
}

BOOST_AUTO_TEST_CASE(takes_at_most_a_quarter_of_the_descriptors) {
  rlimit before{};
  BOOST_REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  rlimit small = before;
  small.rlim_cur = 64;
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &small) == 0);
  const std::size_t counted = Body::open_descriptors();
  const std::string bytes(Body::sendfile_bytes, 'x');
  std::vector<Body> bodies;
  for (int i = 0; i < 40; ++i) bodies.push_back(Body::make(bytes));
  const std::size_t taken = Body::open_descriptors();
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  BOOST_TEST(taken == std::max<std::size_t>(counted, 16));
  BOOST_TEST(bodies.back().descriptor() == -1);
  for (const Body& body : bodies) BOOST_TEST((body.read() == bytes));
}

BOOST_AUTO_TEST_CASE(stays_in_memory_where_no_descriptor_is_left) {
  rlimit before{};
  BOOST_REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  rlimit none = before;
  // The limit is generous by its quarter, and yet below what is open already: memfd_create fails.
  const int lowest_free = ::dup(0);
  BOOST_REQUIRE(lowest_free >= 0);
  ::close(lowest_free);
  none.rlim_cur = static_cast<rlim_t>(lowest_free);
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const std::string bytes(Body::sendfile_bytes, 'x');
  const Body body = Body::make(bytes);
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  BOOST_TEST(body.descriptor() == -1);
  BOOST_TEST((body.memory() == bytes));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
