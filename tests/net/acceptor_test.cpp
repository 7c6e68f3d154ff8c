// SPDX-License-Identifier: MIT
#include "daemon/net/acceptor.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <new>
#include <string>
#include <vector>

#include "daemon/content/descriptor.hpp"
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

BOOST_AUTO_TEST_CASE(a_lack_that_comes_and_goes_is_told_once) {
  Listeners listeners("127.0.0.1:0", 0, 1, 0);
  const Descriptor lines(::memfd_create("log", MFD_CLOEXEC));
  const Log log(LogLevel::warning, lines.get());
  Counter errors;
  int taken = 0;
  boost::asio::io_context context(1);
  Acceptor acceptor(context, listeners.take(0), log, errors, [&](int descriptor, const sockaddr_storage&) {
    if (errors.get() <= static_cast<unsigned>(taken)) throw std::bad_alloc();
    ++taken;
    ::close(descriptor);
  });
  acceptor.start();
  std::vector<Client> clients;
  for (int i = 0; i < 6; ++i) clients.emplace_back(listeners.addresses().front());
  BOOST_TEST(eventually([&] {
    context.poll();
    return taken == 3;
  }));
  BOOST_TEST(errors.get() == 3U);
  std::string text(1000, '\0');
  text.resize(static_cast<std::size_t>(::pread(lines.get(), text.data(), text.size(), 0)));
  BOOST_TEST(std::ranges::count(text, '\n') == 1, text);
  BOOST_TEST(text.find("accepting connections rests") != text.npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
