// SPDX-License-Identifier: MIT
#include "daemon/net/acceptor.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <new>

#include "daemon/net/listeners.hpp"
#include "tests/net/client.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(acceptor)

BOOST_AUTO_TEST_CASE(a_listener_may_go_while_it_rests) {
  Listeners listeners("127.0.0.1:0", 7, 1, 0);
  const Log log = Log::silent();
  Counter errors;
  boost::asio::io_context context(1);
  bool short_of_memory = true;
  Acceptor acceptor(context, listeners.take(0), log, errors, [&](int descriptor, const sockaddr_storage&) {
    if (short_of_memory) throw std::bad_alloc();
    ::close(descriptor);
  });
  acceptor.start();
  const Client client(listeners.addresses().front());
  context.run_one();
  short_of_memory = false;
  const auto both_ended = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
  BOOST_TEST(errors.get() == 1U);
  acceptor.remove(7);
  // The end of the rest and that of the listener are due in the same turn.
  BOOST_TEST(eventually([&] { return std::chrono::steady_clock::now() > both_ended; }));
  context.run_for(std::chrono::seconds(20));
  BOOST_TEST(acceptor.stopped());
  BOOST_TEST(errors.get() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
