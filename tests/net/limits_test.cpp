// SPDX-License-Identifier: MIT
// Deadlines, limits and the request budget, over sockets.
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

std::uint64_t rejected(const SampleServer& server, const std::string& reason) {
  return server.server.stats().rejected.at(reason);
}

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(a_connection_that_says_nothing_is_closed) {
  ServerSettings settings = sample_settings();
  settings.header_timeout = 50ms;
  SampleServer server(settings);
  Client client(server.address());
  BOOST_TEST(client.read_all().empty());
  BOOST_TEST(rejected(server, "header-timeout") == 1U);
}

BOOST_AUTO_TEST_CASE(a_slow_header_is_cut_at_its_deadline) {
  ServerSettings settings = sample_settings();
  settings.header_timeout = 50ms;
  SampleServer server(settings);
  Client client(server.address());
  const std::string half = "GET /small.atom HTTP/1.1\r\n";
  client.send(half);
  // Going on does not renew it.
  BOOST_TEST(eventually([&] {
    client.send("X: y\r\n");
    return client.is_readable();
  }));
  const std::vector<ReceivedAnswer> answers = parse_answers(client.read_all());
  BOOST_REQUIRE(answers.size() == 1U);
  BOOST_TEST((answers[0].status == 408 || answers[0].status == 431));
  BOOST_TEST(answers[0].field("Connection") == "close");
}

BOOST_AUTO_TEST_CASE(the_header_deadline_holds_for_later_requests_too) {
  ServerSettings settings = sample_settings();
  settings.header_timeout = 50ms;
  SampleServer server(settings);
  Client client(server.address());
  client.send(get("/small.atom") + "GET ");
  const std::vector<ReceivedAnswer> answers = parse_answers(client.read_all());
  BOOST_REQUIRE(answers.size() == 2U);
  BOOST_TEST(answers[0].status == 200);
  BOOST_TEST(answers[1].status == 408);
  BOOST_TEST(rejected(server, "header-timeout") == 1U);
}

BOOST_AUTO_TEST_CASE(an_idle_connection_is_closed_without_a_word) {
  ServerSettings settings = sample_settings();
  settings.idle_timeout = 50ms;
  SampleServer server(settings);
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 200);
  BOOST_TEST(client.read_all().empty());
  BOOST_TEST(rejected(server, "header-timeout") == 0U);
  BOOST_TEST(eventually([&] { return server->stats().connections_open == 0; }));
}

BOOST_AUTO_TEST_CASE(a_connection_that_has_all_its_answers_is_idle) {
  const std::vector<std::pair<std::size_t, std::string>> cases = {
      {1, ""}, {16, ""}, {32, ""}, {16, "\r\n"}, {1, "\r\n"}, {1, "\r"},
  };
  ServerSettings settings = sample_settings();
  settings.header_timeout = 50ms;
  settings.idle_timeout = 200ms;
  SampleServer server(settings);
  for (const auto& [requests, behind] : cases) {
    Client client(server.address());
    client.send(repeat(get("/small.atom"), requests) + behind);
    const std::vector<ReceivedAnswer> answers = parse_answers(client.read_all());
    BOOST_TEST(answers.size() == requests, requests << " requests: " << answers.size() << " answers");
  }
  BOOST_TEST(rejected(server, "header-timeout") == 0U);
}

BOOST_AUTO_TEST_CASE(empty_lines_do_not_keep_a_connection) {
  ServerSettings settings = sample_settings();
  settings.idle_timeout = 50ms;
  SampleServer server(settings);
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 200);
  BOOST_TEST(eventually([&] {
    client.send("\r\n");
    return client.is_readable();
  }));
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_read_is_cut) {
  ServerSettings settings = sample_settings();
  settings.write_timeout = 50ms;
  SampleServer server(settings);
  Client client(server.address(), 4096);
  for (int i = 0; i < 8; ++i) client.send(get("/large.atom"));
  BOOST_TEST(eventually([&] { return rejected(server, "write-timeout") == 1; }));
  BOOST_TEST(eventually([&] { return server->stats().connections_open == 0; }));
  BOOST_TEST(client.is_closed());
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_read_is_sent_little) {
  ServerSettings settings = sample_settings();
  settings.write_timeout = 200ms;
  for (const char* const target : {"/large.atom", "/small.atom"}) {
    SampleServer server(settings);
    Client client(server.address(), 4096);
    client.send(repeat(get(target), 2000));
    BOOST_TEST(eventually([&] { return rejected(server, "write-timeout") == 1; }));
    BOOST_TEST(server->stats().bytes_sent < 512U * 1024, target);
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_reads_slowly_gets_everything) {
  ServerSettings settings = sample_settings();
  settings.write_timeout = 2000ms;
  SampleServer server(settings);
  Client client(server.address(), 4096);
  client.send(get("/large.atom") + get("/small.atom") + get("/large.atom"));
  BOOST_TEST((client.read_answer()->body == large_body()));
  BOOST_TEST((client.read_answer()->body == small_body()));
  BOOST_TEST((client.read_answer()->body == large_body()));
}

BOOST_AUTO_TEST_CASE(a_client_that_goes_on_sending_after_its_error_gets_the_answer_all_the_same) {
  SampleServer server;
  Client client(server.address());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
  const std::vector<ReceivedAnswer> answers = parse_answers(client.read_all());
  BOOST_REQUIRE(answers.size() == 1U);
  BOOST_TEST(answers[0].status == 405);
}

BOOST_AUTO_TEST_CASE(the_last_request_of_a_connection_is_told_so) {
  ServerSettings settings = sample_settings();
  settings.max_requests_per_connection = 3;
  SampleServer server(settings);
  Client client(server.address());
  for (int i = 0; i < 5; ++i) client.send(get("/small.atom"));
  const std::vector<ReceivedAnswer> answers = parse_answers(client.read_all());
  BOOST_REQUIRE(answers.size() == 3U);
  BOOST_TEST(answers[1].field("Connection").empty());
  BOOST_TEST(answers[2].field("Connection") == "close");
}

BOOST_AUTO_TEST_CASE(the_longest_target_that_may_be_allowed_is_looked_up) {
  ServerSettings settings = sample_settings();
  settings.max_target_bytes = most_target_bytes;
  settings.max_header_bytes = 2 * most_target_bytes;
  SampleServer server(settings);
  Client client(server.address());
  for (const std::string start : {"/a", "/%61"}) {
    client.send(get(start + std::string(most_target_bytes - start.size(), 'a')));
    BOOST_TEST(client.read_answer()->status == 404, start);
  }
}

BOOST_AUTO_TEST_CASE(too_many_connections_of_one_client_are_turned_away) {
  ServerSettings settings = sample_settings();
  settings.max_connections_per_address = 2;
  SampleServer server(settings);
  Client first(server.address());
  {
    Client second(server.address());
    Client third(server.address());
    const std::vector<ReceivedAnswer> answers = parse_answers(third.read_all());
    BOOST_REQUIRE(answers.size() == 1U);
    BOOST_TEST(answers[0].status == 503);
    BOOST_TEST(!answers[0].field("Retry-After").empty());
    BOOST_TEST(rejected(server, "per-address") == 1U);
    for (Client* client : {&first, &second}) {
      client->send(get("/small.atom"));
      BOOST_TEST(client->read_answer()->status == 200);
    }
  }
  // The place of one that has gone is free again.
  BOOST_TEST(eventually([&] { return server->stats().connections_open == 1; }));
  Client fourth(server.address());
  fourth.send(get("/small.atom"));
  BOOST_TEST(fourth.read_answer()->status == 200);
}

BOOST_AUTO_TEST_CASE(too_many_connections_in_all_are_turned_away) {
  ServerSettings settings = sample_settings();
  settings.max_connections = 3;
  settings.max_connections_per_address = 0;
  settings.threads = 2;
  SampleServer server(settings);
  std::vector<Client> clients;
  for (int i = 0; i < 100; ++i) clients.emplace_back(server.address());
  BOOST_TEST(eventually([&] { return rejected(server, "connections") == 97; }));
  BOOST_TEST(server->stats().connections_open == 3U);
  BOOST_TEST(server->stats().connections_accepted == 3U);
  clients.clear();
  BOOST_TEST(eventually([&] { return server->stats().connections_open == 0; }));
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 200);
}

BOOST_AUTO_TEST_CASE(a_lack_of_descriptors_passes) {
  SampleServer server;
  Client before(server.address());
  before.send(get("/small.atom"));
  BOOST_TEST(before.read_answer()->status == 200);
  Client waiting(server.address());
  waiting.send(get("/small.atom"));
  BOOST_TEST(waiting.read_answer()->status == 200);

  // A socket made before the limit is set, connected after it: the client needs no new descriptor then.
  rlimit limit{};
  BOOST_REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  std::vector<Client> late;
  const int next = ::dup(0);
  ::close(next);
  rlimit low = limit;
  low.rlim_cur = static_cast<rlim_t>(next) + 1;
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &low) == 0);
  late.emplace_back(server.address());
  late.back().send(get("/small.atom"));
  const bool counted = eventually([&] { return server->stats().accept_errors >= 2; });
  // Those who are in are served meanwhile, and accepting rests instead of spinning.
  before.send(get("/small.atom"));
  const auto answer = before.read_answer();
  const std::uint64_t errors = server->stats().accept_errors;
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
  BOOST_TEST(counted);
  BOOST_TEST(answer->status == 200);
  BOOST_TEST(errors < 100U);
  BOOST_TEST(late.back().read_answer()->status == 200);
}

BOOST_AUTO_TEST_CASE(a_spent_budget_says_when_to_come_again) {
  ServerSettings settings = sample_settings();
  settings.request_budget = 3;
  SampleServer server(settings);
  Client client(server.address());
  for (int i = 0; i < 3; ++i) {
    client.send(get("/small.atom"));
    BOOST_TEST(client.read_answer()->status == 200);
  }
  client.send(get("/small.atom"));
  const auto refused = client.read_answer();
  BOOST_TEST(refused->status == 429);
  const int seconds = std::stoi(refused->field("Retry-After"));
  BOOST_TEST((seconds >= 1 && seconds <= 20));
  BOOST_TEST(rejected(server, "budget") == 1U);
  // It is no reason to close.
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 429);
}

BOOST_AUTO_TEST_CASE(conditional_requests_hardly_touch_the_budget) {
  ServerSettings settings = sample_settings();
  settings.request_budget = 3;
  SampleServer server(settings);
  Client client(server.address());
  for (int i = 0; i < 30; ++i) {
    client.send(get("/small.atom", "If-None-Match: \"small\"\r\n"));
    BOOST_TEST(client.read_answer()->status == 304, i);
  }
}

BOOST_AUTO_TEST_CASE(the_budget_is_that_of_the_client_behind_the_proxy) {
  ServerSettings settings = sample_settings();
  settings.request_budget = 1;
  settings.trusted_proxies = {"127.0.0.1"};
  SampleServer server(settings);
  Client client(server.address());
  const auto ask = [&](const std::string& lines) {
    client.send(get("/small.atom", lines));
    return client.read_answer()->status;
  };
  BOOST_TEST(ask("X-Forwarded-For: 198.51.100.1\r\n") == 200);
  BOOST_TEST(ask("X-Forwarded-For: 198.51.100.1\r\n") == 429);
  BOOST_TEST(ask("X-Forwarded-For: 198.51.100.2\r\n") == 200);
  BOOST_TEST(ask("X-Forwarded-For: 198.51.100.3, 198.51.100.2\r\n") == 429);
  BOOST_TEST(ask("Forwarded: for=198.51.100.4\r\n") == 200);
  BOOST_TEST(ask("Forwarded: for=198.51.100.4\r\n") == 429);
  // The proxy itself, as when it looks whether the daemon is alive.
  BOOST_TEST(ask("") == 200);
  BOOST_TEST(ask("") == 200);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
