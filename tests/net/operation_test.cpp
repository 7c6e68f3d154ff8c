// SPDX-License-Identifier: MIT
// Listeners, draining, reloading, the access log, statistics: what the operator meets.
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "daemon/net/listen_address.hpp"
#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "feed-exporter-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

int status_of(const std::string& address, const std::string& target = "/small.atom") {
  Client client(address);
  client.send(get(target));
  const auto answer = client.read_answer();
  return answer ? answer->status : 0;
}

BOOST_AUTO_TEST_SUITE(operation)

BOOST_AUTO_TEST_CASE(listens_on_several_addresses) {
  const TemporaryDirectory directory;
  ServerSettings settings = sample_settings();
  settings.listen = {"127.0.0.1:0", "[::1]:0", "unix:" + directory / "feed.sock"};
  settings.threads = 2;
  settings.unix_mode = 0620;
  {
    SampleServer server(settings);
    const auto addresses = server->addresses();
    BOOST_REQUIRE(addresses.size() == 3U);
    BOOST_TEST(addresses[0].starts_with("http://127.0.0.1:"));
    BOOST_TEST(addresses[1].starts_with("http://[::1]:"));
    BOOST_TEST(addresses[2] == settings.listen[2]);
    for (const std::string& address : addresses) {
      BOOST_TEST(eventually([&] { return status_of(address) == 200; }), address);
    }
    struct stat status {};
    BOOST_REQUIRE(::stat((directory / "feed.sock").c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 07777) == 0620U);
  }
  BOOST_TEST(!std::filesystem::exists(directory / "feed.sock"));
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_an_error_that_names_it) {
  for (const std::size_t threads : {1U, 2U}) {
    ServerSettings settings = sample_settings();
    settings.threads = threads;
    const SampleServer server(settings);
    settings.listen = {server.address().substr(7)};
    BOOST_CHECK_EXCEPTION(SampleServer{settings}, std::runtime_error, [&](const std::runtime_error& error) {
      const std::string text = error.what();
      return text.find(settings.listen[0]) != text.npos && text.find("in use") != text.npos &&
             text.find('\n') == text.npos;
    });
  }
}

BOOST_AUTO_TEST_CASE(a_port_is_free_again_at_once) {
  ServerSettings settings = sample_settings();
  settings.threads = 2;
  std::string address;
  {
    SampleServer server(settings);
    address = server.address();
    Client client(address);
    client.send(get("/small.atom", "Connection: close\r\n"));
    client.read_all();
  }
  settings.listen = {address.substr(7)};
  const SampleServer again(settings);
  BOOST_TEST(again.address() == address);
}

BOOST_AUTO_TEST_CASE(a_unix_socket_is_taken_over_only_if_nobody_answers_on_it) {
  const TemporaryDirectory directory;
  const std::string path = directory / "feed.sock";
  ServerSettings settings = sample_settings();
  settings.listen = {"unix:" + path};
  {
    const int stale = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const ListenAddress address = ListenAddress::parse(settings.listen[0]);
    BOOST_REQUIRE(::bind(stale, address.data(), address.size) == 0);
    ::close(stale);
    SampleServer server(settings);
    BOOST_TEST(eventually([&] { return status_of(server.address()) == 200; }));
    BOOST_CHECK_THROW(SampleServer{settings}, std::runtime_error);
    BOOST_TEST(status_of(server.address()) == 200);
  }
  std::ofstream(path) << "not a socket";
  BOOST_CHECK_THROW(SampleServer{settings}, std::runtime_error);
  BOOST_TEST(read_file(path) == "not a socket");
}

BOOST_AUTO_TEST_CASE(a_unix_socket_of_a_successor_is_left_alone) {
  const TemporaryDirectory directory;
  ServerSettings settings = sample_settings();
  settings.listen = {"unix:" + directory / "feed.sock"};
  auto first = std::make_unique<SampleServer>(settings);
  std::filesystem::remove(directory / "feed.sock");
  SampleServer second(settings);
  first.reset();
  BOOST_TEST(eventually([&] { return status_of(second.address()) == 200; }));
}

BOOST_AUTO_TEST_CASE(takes_over_sockets_that_listen_already) {
  for (const std::size_t threads : {1U, 3U}) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const ListenAddress any = ListenAddress::parse("127.0.0.1:0");
    BOOST_REQUIRE(::bind(socket, any.data(), any.size) == 0);
    BOOST_REQUIRE(::listen(socket, 16) == 0);
    const int kept = ::dup(socket);
    const std::string address = ListenAddress::of(socket).to_string();
    ServerSettings settings = sample_settings();
    settings.threads = threads;
    settings.listen = {"127.0.0.1:1"};
    {
      SampleServer server(settings, {}, {socket});
      BOOST_TEST(server.address() == address);
      for (int i = 0; i < 10; ++i) BOOST_TEST(eventually([&] { return status_of(address) == 200; }));
      server->drain();
    }
    // Whoever holds the socket goes on with it, and nothing that came in between is lost.
    Client waiting(address);
    waiting.send(get("/small.atom"));
    SampleServer successor(settings, {}, {kept});
    BOOST_TEST((waiting.read_answer()->status != 0));
  }
}

BOOST_AUTO_TEST_CASE(refuses_to_take_over_what_does_not_listen) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  BOOST_CHECK_THROW(SampleServer(sample_settings(), {}, {socket}), std::runtime_error);
  const int datagrams = ::socket(AF_INET, SOCK_DGRAM, 0);
  BOOST_CHECK_THROW(SampleServer(sample_settings(), {}, {datagrams}), std::runtime_error);
}

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
  server->reconfigure(settings, {});
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(!client.read_answer()->field("Server").empty());
}

BOOST_AUTO_TEST_CASE(writes_the_access_log_to_a_file_that_may_be_rotated) {
  const TemporaryDirectory directory;
  LogSettings log;
  log.access = AccessLog::combined;
  log.access_file = directory / "access.log";
  SampleServer server(sample_settings(), log);
  Client client(server.address());
  client.send(get("/small.atom", "User-Agent: test\r\n"));
  BOOST_TEST(client.read_answer()->status == 200);
  BOOST_TEST(eventually([&] { return !read_file(log.access_file).empty(); }));
  const std::string line = read_file(log.access_file);
  BOOST_TEST(line.starts_with("127.0.0.1 - - ["));
  BOOST_TEST(line.find("\"GET /small.atom HTTP/1.1\" 200 " + std::to_string(small_body().size()) +
                       " \"-\" \"test\"\n") != line.npos);

  std::filesystem::rename(log.access_file, directory / "access.log.1");
  server->reopen_log();
  BOOST_TEST(eventually([&] { return std::filesystem::exists(log.access_file); }));
  client.send(get("/small.atom", "If-None-Match: *\r\n"));
  BOOST_TEST(client.read_answer()->status == 304);
  BOOST_TEST(eventually(
      [&] { return read_file(log.access_file).find("\" 304 - \"-\" \"-\"\n") != std::string::npos; }));
  BOOST_TEST(read_file(directory / "access.log.1") == line);

  log.access = AccessLog::json;
  log.access_file = directory / "other.log";
  server->reconfigure(sample_settings(), log);
  BOOST_TEST(eventually([&] {
    client.send("BAD\r\n\r\n");
    client.read_all();
    client = Client(server.address());
    return read_file(log.access_file).find("\"status\":400") != std::string::npos;
  }));
  server->drain();
}

BOOST_AUTO_TEST_CASE(writes_what_it_has_logged_before_it_ends) {
  const TemporaryDirectory directory;
  LogSettings log;
  log.access = AccessLog::common;
  log.access_file = directory / "access.log";
  {
    SampleServer server(sample_settings(), log);
    Client client(server.address());
    for (int i = 0; i < 1000; ++i) client.send(get("/small.atom"));
    for (int i = 0; i < 1000; ++i) client.read_answer();
    server->drain();
  }
  std::size_t lines = 0;
  for (const char c : read_file(log.access_file)) lines += c == '\n' ? 1 : 0;
  BOOST_TEST(lines == 1000U);
}

BOOST_AUTO_TEST_CASE(says_which_access_log_can_not_be_opened) {
  LogSettings log;
  log.access = AccessLog::common;
  log.access_file = "/nonexistent/access.log";
  BOOST_CHECK_EXCEPTION(
      SampleServer(sample_settings(), log), std::runtime_error, [](const std::runtime_error& error) {
        return std::string(error.what()).find("/nonexistent/access.log") != std::string::npos;
      });
}

BOOST_AUTO_TEST_CASE(a_log_that_nobody_reads_holds_nothing_up) {
  const TemporaryDirectory directory;
  LogSettings log;
  log.access = AccessLog::common;
  log.access_file = directory / "fifo";
  BOOST_REQUIRE(::mkfifo(log.access_file.c_str(), 0600) == 0);
  std::ifstream reader;
  std::thread opener([&] { reader.open(log.access_file); });
  // A FIFO is there for writing once somebody reads.
  std::unique_ptr<SampleServer> server;
  BOOST_REQUIRE(eventually([&] {
    try {
      server = std::make_unique<SampleServer>(sample_settings(), log);
      return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  }));
  opener.join();
  Client client(server->address());
  const std::string batch = [] {
    std::string all;
    for (int i = 0; i < 100; ++i) all += get("/nothing-" + std::string(900, 'x'));
    return all;
  }();
  BOOST_TEST(eventually([&] {
    client.send(batch);
    for (int i = 0; i < 100; ++i) {
      if (!client.read_answer()) return true;
    }
    return (*server)->stats().log_lines_dropped > 0;
  }));
  BOOST_TEST((*server)->stats().log_lines_dropped > 0U);
}

BOOST_AUTO_TEST_CASE(counts_what_it_does) {
  SampleServer server;
  {
    Client client(server.address());
    client.send(get("/small.atom") + get("/small.atom", "If-None-Match: *\r\n") + get("/nothing") +
                get("/small.atom"));
    for (int i = 0; i < 4; ++i) client.read_answer();
    client.send("rubbish\r\n\r\n");
    client.read_all();
  }
  BOOST_TEST(eventually([&] { return server->stats().connections_open == 0; }));
  const ServerStats stats = server->stats();
  BOOST_TEST(stats.requests.at({"atom", 200}) == 2U);
  BOOST_TEST(stats.requests.at({"atom", 304}) == 1U);
  BOOST_TEST(stats.requests.at({"error", 404}) == 1U);
  BOOST_TEST(stats.requests.at({"error", 400}) == 1U);
  BOOST_TEST(stats.rejected.at("bad-request") == 1U);
  BOOST_TEST(stats.connections_accepted == 1U);
  BOOST_TEST(stats.bytes_sent > 2 * small_body().size());
  std::uint64_t timed = 0;
  for (const std::uint64_t count : stats.latencies) timed += count;
  BOOST_TEST(timed == 5U);
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
