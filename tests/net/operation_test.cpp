// SPDX-License-Identifier: MIT
// Reloading, statistics, the watchdog: what the operator meets.
#include <fcntl.h>
#include <sys/socket.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "daemon/net/listen_address.hpp"
#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"
#include "tests/net/temporary_directory.hpp"

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

bool is_refused(const std::string& address) {
  try {
    const Client client(address);
    return false;
  } catch (const std::runtime_error&) {
    return true;
  }
}

BOOST_AUTO_TEST_CASE(moves_to_other_addresses_without_dropping_a_connection) {
  const TemporaryDirectory directory;
  ServerSettings settings = sample_settings();
  settings.threads = 2;
  settings.listen = {"unix:" + directory / "old.sock", "127.0.0.1:0", "[::1]:0"};
  SampleServer server(settings);
  const std::vector<std::string> before = server->addresses();
  std::vector<Client> clients;
  for (const std::string& address : before) {
    clients.emplace_back(address);
    clients.back().send(get("/healthz"));
    BOOST_TEST(clients.back().read_answer()->status == 200);
  }
  settings.listen = {"127.0.0.1:0", "unix:" + directory / "new.sock", "127.0.0.1:0"};
  settings.unix_mode = 0600;
  server->reconfigure(settings, {});
  const std::vector<std::string> after = server->addresses();
  BOOST_REQUIRE(after.size() == 3U);
  BOOST_TEST(after[0] == before[1]);
  BOOST_TEST(after[1] == settings.listen[1]);
  BOOST_TEST(after[2] != before[1]);
  for (const std::string& address : after) {
    clients.emplace_back(address);
    clients.back().send(get("/healthz"));
    BOOST_TEST(clients.back().read_answer()->status == 200, address);
  }
  BOOST_TEST(!std::filesystem::exists(directory / "old.sock"));
  BOOST_TEST(eventually([&] { return is_refused(before[2]); }));
  for (Client& client : clients) {
    client.send(get("/healthz"));
    BOOST_TEST(client.read_answer()->status == 200);
  }
}

BOOST_AUTO_TEST_CASE(widens_and_narrows_the_address_of_a_port) {
  for (const std::size_t threads : {1U, 2U}) {
    ServerSettings settings = sample_settings();
    settings.threads = threads;
    SampleServer server(settings);
    const std::string port = server.address().substr(server.address().rfind(':'));
    const std::string narrow = "127.0.0.1" + port;
    const std::string wide = "0.0.0.0" + port;
    const std::string beside = "http://127.0.0.2" + port;
    std::vector<Client> clients;
    const auto listen_on = [&](const std::vector<std::string>& addresses) {
      settings.listen = addresses;
      server->reconfigure(settings, {});
      clients.emplace_back("http://" + narrow);
      for (Client& client : clients) {
        client.send(get("/healthz"));
        BOOST_TEST(client.read_answer()->status == 200);
      }
    };
    listen_on({narrow});
    BOOST_TEST(is_refused(beside));
    listen_on({wide});
    BOOST_TEST(!is_refused(beside));
    listen_on({narrow, wide});
    BOOST_TEST(!is_refused(beside));
    listen_on({narrow});
    BOOST_TEST(eventually([&] { return is_refused(beside); }));
  }
}

BOOST_AUTO_TEST_CASE(listens_on_one_port_of_several_addresses) {
  std::string port;
  {
    const SampleServer server;
    port = server.address().substr(server.address().rfind(':'));
  }
  ServerSettings settings = sample_settings();
  settings.listen = {"127.0.0.1" + port, "0.0.0.0" + port, "[::1]" + port, "[::]" + port};
  SampleServer server(settings);
  for (const std::string& address : {"127.0.0.1" + port, "127.0.0.2" + port, "[::1]" + port}) {
    Client client("http://" + address);
    client.send(get("/healthz"));
    BOOST_TEST(client.read_answer()->status == 200, address);
  }
}

BOOST_AUTO_TEST_CASE(keeps_its_addresses_if_it_cannot_have_a_new_one) {
  const TemporaryDirectory directory;
  SampleServer other;
  SampleServer server;
  ServerSettings settings = sample_settings();
  settings.listen = {"unix:" + directory / "feed.sock", other.address().substr(7)};
  settings.server_header = false;
  const std::string address = server.address();
  BOOST_CHECK_EXCEPTION(server->reconfigure(settings, {}), std::runtime_error,
                        [&](const std::runtime_error& error) {
                          return std::string(error.what()).find(settings.listen[1]) != std::string::npos;
                        });
  BOOST_TEST(!std::filesystem::exists(directory / "feed.sock"));
  BOOST_TEST(server.address() == address);
  Client client(address);
  client.send(get("/small.atom"));
  BOOST_TEST(!client.read_answer()->field("Server").empty());
}

BOOST_AUTO_TEST_CASE(a_unix_socket_gets_its_new_mode) {
  const TemporaryDirectory directory;
  ServerSettings settings = sample_settings();
  settings.listen = {"unix:" + directory / "feed.sock"};
  SampleServer server(settings);
  settings.unix_mode = 0600;
  server->reconfigure(settings, {});
  BOOST_TEST(
      (std::filesystem::status(directory / "feed.sock").permissions() == std::filesystem::perms(0600)));
}

BOOST_AUTO_TEST_CASE(listeners_that_were_inherited_stay) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const ListenAddress any = ListenAddress::parse("127.0.0.1:0");
  BOOST_REQUIRE(::bind(socket, any.data(), any.size) == 0);
  BOOST_REQUIRE(::listen(socket, 16) == 0);
  SampleServer server(sample_settings(), {}, {socket});
  const std::string address = server.address();
  ServerSettings settings = sample_settings();
  settings.listen = {"127.0.0.1:1"};
  server->reconfigure(settings, {});
  BOOST_TEST(server.address() == address);
  Client client(address);
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 200);
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
