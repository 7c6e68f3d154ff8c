// SPDX-License-Identifier: MIT
// The last answer of a connection arrives as a whole, whatever its client sends meanwhile; unless the client
// takes nothing.
#include "daemon/net/farewell.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(farewell)

BOOST_AUTO_TEST_CASE(knows_for_how_long_nothing_was_taken) {
  std::array<int, 2> ends{};
  BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0);
  for (int i = 0; i < 2; ++i) BOOST_REQUIRE(::send(ends[0], "some", 4, 0) == 4);
  Farewell farewell;
  const Farewell::TimePoint begin{1h};
  farewell.begin(ends[0], begin);
  BOOST_TEST(farewell.left() > 0);
  BOOST_TEST((farewell.stalled(ends[0], begin + 1s) == 1s));
  BOOST_TEST((farewell.stalled(ends[0], begin + 3s) == 3s));
  std::array<char, 4> taken{};
  BOOST_REQUIRE(::recv(ends[1], taken.data(), taken.size(), 0) == 4);
  BOOST_TEST((farewell.stalled(ends[0], begin + 4s) == 0s));
  BOOST_TEST((farewell.stalled(ends[0], begin + 9s) == 5s));
  BOOST_REQUIRE(::recv(ends[1], taken.data(), taken.size(), 0) == 4);
  BOOST_TEST(!farewell.stalled(ends[0], begin + 9s));
  BOOST_TEST(::recv(ends[1], taken.data(), taken.size(), 0) == 0);
  for (const int end : ends) ::close(end);
}

BOOST_AUTO_TEST_CASE(bytes_that_nobody_reads_have_an_end) {
  std::array<int, 2> ends{};
  BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0);
  Farewell farewell;
  farewell.begin(ends[0], {});
  BOOST_TEST(farewell.pass_over(200 * 1024));
  BOOST_TEST(!farewell.pass_over(100 * 1024));
  for (const int end : ends) ::close(end);
}

BOOST_AUTO_TEST_CASE(what_a_client_sends_after_its_last_request_costs_it_nothing) {
  const std::string closing = get("/large.atom", "Connection: close\r\n");
  const std::string old = "GET /large.atom HTTP/1.0\r\n\r\n";
  struct Case {
    std::string name;
    std::string request;
    std::string more;
    /// How much of the answer is left to be received when `more` is sent.
    std::size_t left;
  };
  const std::size_t all = large_body().size();
  const std::vector<Case> cases = {
      {"nothing", closing, "", all},
      {"an empty line at once", closing, "\r\n", all},
      {"an empty line at the end", closing, "\r\n", 30'000},
      {"many requests at once", closing, repeat(get("/healthz"), 400), all},
      {"many requests at the end", closing, repeat(get("/healthz"), 400), 30'000},
      {"1.0, an empty line at once", old, "\r\n", all},
      {"1.0, an empty line at the end", old, "\r\n", 30'000},
      {"1.0, rubbish at the end", old, std::string(20'000, 'x'), 30'000},
  };
  SampleServer server;
  for (const Case& each : cases) {
    Client client(server.address(), 4096);
    client.send(each.request);
    BOOST_TEST(client.receive_at_least(all - each.left + 1), each.name);
    client.send(each.more);
    const auto answer = client.read_answer();
    BOOST_TEST((answer && answer->body == large_body()), each.name);
    BOOST_TEST(client.read_all().empty(), each.name);
    BOOST_TEST(!client.was_reset(), each.name);
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_goes_on_sending_gets_its_answer_all_the_same) {
  SampleServer server;
  for (int i = 0; i < 5; ++i) {
    Client client(server.address(), 4096);
    client.send(get("/large.atom", "Connection: close\r\n") + std::string(350'000, 'x'));
    const auto answer = client.read_answer();
    BOOST_TEST((answer && answer->body == large_body()));
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_takes_nothing_is_forgotten) {
  ServerSettings settings = sample_settings();
  settings.idle_timeout = 50ms;
  settings.write_timeout = 50ms;
  const std::string all = repeat(get("/small.atom"), 60);
  const std::size_t bytes = 60 * small_body().size();
  for (const bool finished : {false, true}) {
    SampleServer server(settings);
    Client client(server.address(), 4096);
    client.send(all);
    if (finished) client.finish();
    BOOST_TEST(eventually([&] { return server->stats().rejected.at("write-timeout") == 1; }));
    BOOST_TEST(eventually([&] { return server->stats().connections_open == 0; }));
    // With the kernel's memory for it.
    BOOST_TEST(client.read_all().size() < bytes);
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_has_gone_is_not_waited_for) {
  ServerSettings settings = sample_settings();
  settings.max_connections_per_address = 0;
  SampleServer server(settings);
  for (int i = 0; i < 100; ++i) {
    Client(server.address()).send("GET /");
    Client(server.address()).send(get("/small.atom"));
    Client(server.address()).send(get("/small.atom", "Connection: close\r\n"));
  }
  BOOST_TEST(eventually([&] {
    const ServerStats stats = server->stats();
    return stats.connections_accepted == 300 && stats.connections_open == 0;
  }));
}

BOOST_AUTO_TEST_CASE(a_client_that_takes_its_time_gets_all) {
  ServerSettings settings = sample_settings();
  settings.idle_timeout = 50ms;
  SampleServer server(settings);
  Client client(server.address(), 4096);
  client.send(repeat(get("/small.atom"), 60));
  BOOST_TEST(eventually([&] { return server->stats().requests[{"atom", 200}] == 60; }));
  BOOST_TEST(parse_answers(client.read_all()).size() == 60U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
