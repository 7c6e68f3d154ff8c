// SPDX-License-Identifier: MIT
// The end of the server: nothing that was asked is lost.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

int status_of(const std::string& address, const std::string& target = "/small.atom") {
  Client client(address);
  client.send(get(target));
  const auto answer = client.read_answer();
  return answer ? answer->status : 0;
}

BOOST_AUTO_TEST_SUITE(drain)

BOOST_AUTO_TEST_CASE(drains_without_losing_a_request) {
  ServerSettings settings = sample_settings();
  settings.threads = 2;
  SampleServer server(settings);
  const std::string address = server.address();
  BOOST_REQUIRE(eventually([&] { return status_of(address) == 200; }));
  std::atomic<int> answered = 0;
  std::atomic<int> lost = 0;
  std::atomic<int> told = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&] {
      Client client(address);
      for (;;) {
        client.send(get("/small.atom"));
        const auto answer = client.read_answer();
        if (!answer || answer->body != small_body()) {
          ++lost;
          return;
        }
        ++answered;
        if (answer->field("Connection") == "close") {
          ++told;
          return;
        }
      }
    });
  }
  BOOST_TEST(eventually([&] { return answered > 1000; }));
  server->drain();
  for (std::thread& client : clients) client.join();
  BOOST_TEST(lost == 0);
  BOOST_TEST(told == 16);
  BOOST_CHECK_THROW(Client{address}, std::runtime_error);
}

BOOST_AUTO_TEST_CASE(drains_new_connections_without_losing_a_request) {
  ServerSettings settings = sample_settings();
  settings.threads = 2;
  settings.max_connections_per_address = 0;
  SampleServer server(settings);
  const std::string address = server.address();
  BOOST_REQUIRE(eventually([&] { return status_of(address) == 200; }));
  std::atomic<int> answered = 0;
  std::atomic<int> lost = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      for (;;) {
        try {
          Client client(address);
          client.send(get("/small.atom", "Connection: close\r\n"));
          const auto answer = client.read_answer();
          if (!answer || answer->body != small_body()) ++lost;
          ++answered;
        } catch (const std::runtime_error&) {
          return;
        }
      }
    });
  }
  BOOST_TEST(eventually([&] { return answered > 500; }));
  server->drain();
  for (std::thread& client : clients) client.join();
  BOOST_TEST(lost == 0);
}

BOOST_AUTO_TEST_CASE(drains_idle_and_slow_connections_in_time) {
  ServerSettings settings = sample_settings();
  settings.drain_timeout = 600ms;
  SampleServer server(settings);
  Client idle(server.address());
  idle.send(get("/small.atom"));
  BOOST_TEST(idle.read_answer()->status == 200);
  Client half(server.address());
  half.send("GET /small.atom HTTP/1.1\r\nHost: h\r\n");
  Client stuck(server.address(), 4096);
  stuck.send(get("/large.atom"));
  BOOST_REQUIRE(eventually([&] { return server->stats().connections_open == 3; }));
  server->drain();
  BOOST_TEST(server->stats().connections_open == 0U);
  BOOST_TEST(idle.is_closed());
  BOOST_TEST(half.is_closed());
  BOOST_TEST(stuck.is_closed());
}

BOOST_AUTO_TEST_CASE(does_not_wait_for_a_connection_that_has_all_its_answers) {
  ServerSettings settings = sample_settings();
  settings.header_timeout = 100ms;
  settings.drain_timeout = 20s;
  SampleServer server(settings);
  Client client(server.address());
  client.send(repeat(get("/small.atom"), 16));
  for (int i = 0; i < 16; ++i) BOOST_TEST(client.read_answer()->status == 200);
  std::thread drain([&] { server->drain(); });
  BOOST_TEST(client.read_all().empty());
  drain.join();
}

BOOST_AUTO_TEST_CASE(ends_a_request_that_was_under_way_while_draining) {
  SampleServer server;
  Client half(server.address());
  half.send("GET /small.atom HTTP/1.1\r\nHost: h\r\n");
  Client stuck(server.address(), 4096);
  stuck.send(get("/large.atom"));
  BOOST_REQUIRE(eventually([&] { return stuck.is_readable() && server->stats().connections_open == 2; }));
  std::thread drain([&] { server->drain(); });
  half.send("\r\n");
  const auto answer = half.read_answer();
  BOOST_TEST(answer->status == 200);
  BOOST_TEST((stuck.read_answer()->body == large_body()));
  BOOST_TEST(half.is_closed());
  BOOST_TEST(stuck.is_closed());
  drain.join();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
