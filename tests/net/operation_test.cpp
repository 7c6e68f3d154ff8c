// SPDX-License-Identifier: MIT
// Reloading, statistics, the watchdog: what the operator meets.
#include <fcntl.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>

#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(operation)

BOOST_AUTO_TEST_CASE(takes_new_settings_without_dropping_a_connection) {
  SampleServer server;
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 200);
  ServerSettings settings = sample_settings();
  settings.server_header = false;
  settings.max_target_bytes = 64;
  server->reconfigure(settings, {});
  BOOST_TEST(eventually([&] {
    client.send(get("/small.atom"));
    return client.read_answer()->field("Server").empty();
  }));
  client.send(get("/" + std::string(70, 'a')));
  BOOST_TEST(client.read_answer()->status == 414);
}

BOOST_AUTO_TEST_CASE(keeps_its_settings_if_the_new_ones_are_bad) {
  SampleServer server;
  ServerSettings settings = sample_settings();
  settings.trusted_proxies = {"proxy.example"};
  settings.server_header = false;
  BOOST_CHECK_THROW(server->reconfigure(settings, {}), std::runtime_error);
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(!client.read_answer()->field("Server").empty());
}

BOOST_AUTO_TEST_CASE(counts_what_it_does) {
  SampleServer server;
  {
    Client client(server.address());
    client.send(get("/small.atom") + get("/small.atom", "If-None-Match: *\r\n") + get("/nothing") +
                get("/small.atom"));
    for (int i = 0; i < 4; ++i) client.read_answer();
    client.send(get("/small.atom", "If-Match: \"old\"\r\n"));
    client.read_answer();
    client.send("rubbish\r\n\r\n");
    client.read_all();
  }
  BOOST_TEST(eventually([&] { return server->stats().connections_open == 0; }));
  const ServerStats stats = server->stats();
  BOOST_TEST(stats.requests.at({"atom", 200}) == 2U);
  BOOST_TEST(stats.requests.at({"atom", 304}) == 1U);
  BOOST_TEST(stats.requests.at({"error", 404}) == 1U);
  BOOST_TEST(stats.requests.at({"error", 400}) == 1U);
  BOOST_TEST(stats.requests.at({"error", 412}) == 1U);
  BOOST_TEST(stats.rejected.at("bad-request") == 1U);
  BOOST_TEST(stats.connections_accepted == 1U);
  BOOST_TEST(stats.bytes_sent > 2 * small_body().size());
  std::uint64_t timed = 0;
  for (const std::uint64_t count : stats.latencies) timed += count;
  BOOST_TEST(timed == 6U);
  BOOST_TEST(stats.latency_sum > 0);
}

BOOST_AUTO_TEST_CASE(answers_a_ping_from_all_threads) {
  ServerSettings settings = sample_settings();
  settings.threads = 3;
  SampleServer server(settings);
  for (int i = 0; i < 100; ++i) {
    std::atomic<int> pongs = 0;
    server->ping([&] { ++pongs; });
    BOOST_TEST(eventually([&] { return pongs == 1; }));
  }
}

BOOST_AUTO_TEST_CASE(ends_without_having_started) {
  const Log log(LogLevel::error);
  const Server server(sample_settings(), {}, log, {}, [] { return std::string(); });
  BOOST_TEST(server.addresses().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_request_that_fails_ends_its_connection_alone) {
  const Log log(LogLevel::error, ::open("/dev/null", O_WRONLY | O_CLOEXEC));
  Server server(sample_settings(), {}, log, {},
                []() -> std::string { throw std::runtime_error("no metrics"); });
  server.start();
  Client client(server.addresses().front());
  Client other(server.addresses().front());
  for (int i = 0; i < 3; ++i) {
    Client failing(server.addresses().front());
    failing.send(get("/metrics"));
    BOOST_TEST(failing.read_all().empty());
  }
  other.send(get("/healthz"));
  BOOST_TEST(other.read_answer()->status == 200);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
