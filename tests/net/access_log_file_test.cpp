// SPDX-License-Identifier: MIT
// Where the access log goes, and that it never holds anything up.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

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

BOOST_AUTO_TEST_SUITE(access_log_file)

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

BOOST_AUTO_TEST_CASE(lines_stay_in_the_log_of_their_time) {
  const TemporaryDirectory directory;
  LogSettings log;
  log.access = AccessLog::common;
  log.access_file = directory / "access.log";
  SampleServer server(sample_settings(), log);
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 200);
  LogSettings other = log;
  other.access = AccessLog::json;
  other.access_file = directory / "other.log";
  server->reconfigure(sample_settings(), other);
  BOOST_TEST(eventually([&] { return !read_file(log.access_file).empty(); }));
  BOOST_TEST(read_file(other.access_file) == "");
  client.send(get("/nothing"));
  BOOST_TEST(client.read_answer()->status == 404);
  server->drain();
  const std::string lines = read_file(log.access_file);
  BOOST_TEST(lines.find("\"GET /small.atom HTTP/1.1\" 200 ") != lines.npos);
  BOOST_TEST(lines.find("/nothing") == lines.npos);
  const std::string other_lines = read_file(other.access_file);
  BOOST_TEST(other_lines.find("\"/nothing\"") != other_lines.npos);
  BOOST_TEST(other_lines.find("/small.atom") == other_lines.npos);
}

bool is_open(const std::string& path) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code closed_meanwhile;
    if (std::filesystem::read_symlink(entry.path(), closed_meanwhile) == path) return true;
  }
  return false;
}

BOOST_AUTO_TEST_CASE(closes_a_log_that_is_turned_off) {
  const TemporaryDirectory directory;
  LogSettings log;
  log.access = AccessLog::common;
  log.access_file = directory / "access.log";
  SampleServer server(sample_settings(), log);
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 200);
  BOOST_TEST(is_open(log.access_file));
  log.access = AccessLog::off;
  server->reconfigure(sample_settings(), log);
  BOOST_TEST(eventually([&] { return !is_open(log.access_file); }));
  BOOST_TEST(!read_file(log.access_file).empty());
  std::filesystem::remove(log.access_file);
  server->reopen_log();
  server->reconfigure(sample_settings(), log);
  BOOST_TEST(!std::filesystem::exists(log.access_file));
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

BOOST_AUTO_TEST_CASE(names_the_request_that_did_not_arrive_in_time) {
  const TemporaryDirectory directory;
  LogSettings log;
  log.access = AccessLog::common;
  log.access_file = directory / "access.log";
  ServerSettings settings = sample_settings();
  settings.header_timeout = std::chrono::milliseconds(50);
  SampleServer server(settings, log);
  Client client(server.address());
  client.send(get("/small.atom") + "GET /second HTTP/1.1\r\nHost: h\r\nX: " + std::string(1000, 'x'));
  client.read_all();
  server->drain();
  const std::string lines = read_file(log.access_file);
  BOOST_TEST(lines.find("\"GET /second HTTP/1.1\" 408 ") != lines.npos, lines);
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

BOOST_AUTO_TEST_CASE(keeps_its_file_if_the_new_one_can_not_be_opened) {
  const TemporaryDirectory directory;
  LogSettings log;
  log.access = AccessLog::common;
  log.access_file = directory / "access.log";
  SampleServer server(sample_settings(), log);
  LogSettings bad = log;
  bad.access_file = "/nonexistent/access.log";
  ServerSettings settings = sample_settings();
  settings.server_header = false;
  BOOST_CHECK_EXCEPTION(server->reconfigure(settings, bad), std::runtime_error,
                        [&](const std::runtime_error& error) {
                          return std::string(error.what()).find(bad.access_file) != std::string::npos;
                        });
  // Rotation goes on with the good one, and nothing else is taken over.
  std::filesystem::rename(log.access_file, directory / "access.log.1");
  server->reopen_log();
  BOOST_TEST(eventually([&] { return std::filesystem::exists(log.access_file); }));
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(!client.read_answer()->field("Server").empty());
  BOOST_TEST(eventually([&] { return !read_file(log.access_file).empty(); }));
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
