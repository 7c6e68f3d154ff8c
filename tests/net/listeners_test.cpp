// SPDX-License-Identifier: MIT
// What the server listens on: addresses, ports in use, Unix sockets, inherited sockets.
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include "daemon/net/listen_address.hpp"
#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"
#include "tests/net/temporary_directory.hpp"

namespace feed_exporter {
namespace {

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

BOOST_AUTO_TEST_SUITE(listeners)

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

BOOST_AUTO_TEST_CASE(a_unix_socket_of_another_kind_is_left_alone) {
  const TemporaryDirectory directory;
  const std::string path = directory / "other.sock";
  ServerSettings settings = sample_settings();
  settings.listen = {"unix:" + path};
  for (const int kind : {SOCK_DGRAM, SOCK_SEQPACKET}) {
    const int other = ::socket(AF_UNIX, kind, 0);
    const ListenAddress address = ListenAddress::parse(settings.listen[0]);
    BOOST_REQUIRE(::bind(other, address.data(), address.size) == 0);
    struct stat before {};
    struct stat after {};
    BOOST_REQUIRE(::lstat(path.c_str(), &before) == 0);
    BOOST_CHECK_THROW(SampleServer{settings}, std::runtime_error);
    BOOST_TEST(::lstat(path.c_str(), &after) == 0);
    BOOST_TEST(after.st_ino == before.st_ino);
    ::close(other);
    std::filesystem::remove(path);
  }
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
