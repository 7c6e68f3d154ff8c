// SPDX-License-Identifier: MIT
// Bytes over a socket -> which answers, and whether the connection lives on.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"

namespace feed_exporter {
namespace {

using namespace std::string_literals;

const std::string host = "Host: example.org\r\n";
const std::string last_request = get("/healthz", "Connection: close\r\n");

struct Case {
  std::string name;
  std::string bytes;
  std::vector<int> statuses;
  /// The server ends the connection; else one more request is answered, and nothing stands before that
  /// answer.
  bool closed = false;
};

std::string to_text(const std::vector<int>& statuses) {
  std::string text;
  for (const int status : statuses) text += std::to_string(status) + ' ';
  return text;
}

std::string statuses_of(const std::string& bytes) {
  std::vector<int> statuses;
  for (const ReceivedAnswer& answer : parse_answers(bytes)) statuses.push_back(answer.status);
  return to_text(statuses);
}

void check(const std::string& address, const Case& each) {
  Client client(address);
  client.send(each.bytes);
  std::vector<int> expected = each.statuses;
  if (!each.closed) {
    client.send(last_request);
    expected.push_back(200);
  }
  const std::string statuses = statuses_of(client.read_all());
  BOOST_TEST(statuses == to_text(expected), each.name << ": " << statuses);
}

BOOST_AUTO_TEST_SUITE(requests)

BOOST_AUTO_TEST_CASE(are_answered_as_they_deserve) {
  SampleServer server;
  const std::vector<Case> cases = {
      {"a page", get("/small.atom"), {200}},
      {"no such page", get("/nothing.atom"), {404}},
      {"a validator that fits", get("/small.atom", "If-None-Match: \"small\"\r\n"), {304}},
      {"validators in two fields",
       get("/small.atom", "If-None-Match: \"x\"\r\nIf-None-Match: \"small\"\r\n"),
       {304}},
      {"a validator that does not fit", get("/small.atom", "If-None-Match: \"old\"\r\n"), {200}},
      {"a state that is no longer", get("/small.atom", "If-Match: \"old\"\r\n"), {412}},
      {"metrics", get("/metrics"), {200}},
      {"an absolute target", get("http://elsewhere.example/small.atom"), {200}},
      {"empty lines before", "\r\n\r\n" + get("/small.atom"), {200}},
      {"an empty line behind each", get("/small.atom") + "\r\n" + get("/small.atom") + "\r\n", {200, 200}},
      {"empty lines without end", get("/small.atom") + repeat("\r\n", 100), {200, 400}, true},
      {"length zero", get("/small.atom", "Content-Length: 0\r\n"), {200}},
      {"an expectation without a body", get("/small.atom", "Expect: 100-continue\r\n"), {200}},
      {"an upgrade that is not wanted", get("/small.atom", "Connection: Upgrade\r\nUpgrade: h2c\r\n"), {200}},
      {"closing asked for", get("/small.atom", "Connection: close\r\n"), {200}, true},
      {"closing asked for, one more behind",
       get("/small.atom", "Connection: close\r\n") + get("/"),
       {200},
       true},
      {"1.0", "GET /small.atom HTTP/1.0\r\n\r\n", {200}, true},
      {"1.0, one more behind", "GET /small.atom HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n", {200}, true},
      {"1.0 that stays", "GET /small.atom HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", {200}},
      {"a POST", "POST /small.atom HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", {405}},
      {"a POST with a body",
       "POST /small.atom HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc",
       {405},
       true},
      {"a POST whose body is a request",
       "POST / HTTP/1.1\r\n" + host + "Content-Length: 50\r\n\r\n" + get("/small.atom"),
       {405},
       true},
      {"a POST that waits for leave",
       "POST / HTTP/1.1\r\n" + host + "Content-Length: 9\r\nExpect: 100-continue\r\n\r\n",
       {405},
       true},
      {"an unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", {501}},
      {"OPTIONS", "OPTIONS /small.atom HTTP/1.1\r\n" + host + "\r\n", {204}},
      {"OPTIONS of the server", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", {204}},
      {"a chunked request",
       "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + get("/"),
       {501},
       true},
      {"an unknown coding", get("/", "Transfer-Encoding: xchunked\r\n") + get("/"), {501}, true},
      {"length and coding",
       get("/", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
       {400},
       true},
      {"two lengths", get("/", "Content-Length: 0\r\nContent-Length: 0\r\n"), {400}, true},
      {"a body on GET", get("/", "Content-Length: 3\r\n") + "abc", {400}, true},
      {"a body on GET that is a request",
       get("/", "Content-Length: 50\r\n") + get("/small.atom"),
       {400},
       true},
      {"no host", "GET / HTTP/1.1\r\n\r\n" + get("/"), {400}, true},
      {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n" + get("/"), {400}, true},
      {"a strange host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", {400}, true},
      {"a folded line", get("/", "X: a\r\n b\r\n") + get("/"), {400}, true},
      {"bare LF", "GET / HTTP/1.1\nHost: h\n\n" + get("/"), {400}, true},
      {"bare CR", get("/", "X: a\rb\r\n") + get("/"), {400}, true},
      {"CR CR LF", "GET / HTTP/1.1\r\n" + host + "\r\r\n" + get("/"), {400}, true},
      {"NUL", get("/", "X: a\0b\r\n"s) + get("/"), {400}, true},
      {"NUL in the target", get("/\0"s) + get("/"), {400}, true},
      {"a blank before the colon", get("/", "X : a\r\n") + get("/"), {400}, true},
      {"an unmet expectation", get("/", "Expect: magic\r\n") + get("/"), {417}, true},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}, true},
      {"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, {400}, true},
      {"HTTP/0.9", "GET /\r\n", {400}, true},
      {"a target too long", get("/" + std::string(3000, 'a')) + get("/"), {414}, true},
      {"a target without end", "GET /" + std::string(3000, 'a'), {414}, true},
      {"too many fields", get("/", repeat("X: y\r\n", 64)), {431}, true},
      {"a header too large", get("/", "X: " + std::string(9000, 'x') + "\r\n"), {431}, true},
      {"a header without end", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(9000, 'x'), {431}, true},
      {"many at once", get("/small.atom") + get("/nothing") + get("/small.atom"), {200, 404, 200}},
      {"a bad one among many", get("/small.atom") + "rubbish\r\n\r\n" + get("/small.atom"), {200, 400}, true},
      {"an encoded NUL", get("/small%00.atom"), {400}},
      {"a bad escape", get("/%zz"), {400}},
      {"encoded dots", get("/%2e%2e/%2e%2e/etc/passwd"), {400}},
  };
  for (const Case& each : cases) check(server.address(), each);
}

BOOST_AUTO_TEST_CASE(may_arrive_byte_by_byte) {
  SampleServer server;
  Client client(server.address());
  for (const char byte : get("/small.atom", "X: y\r\n")) client.send({&byte, 1});
  BOOST_TEST(client.read_answer()->body == small_body());
}

BOOST_AUTO_TEST_CASE(are_answered_in_their_order) {
  SampleServer server;
  Client client(server.address());
  std::string all;
  for (int i = 0; i < 100; ++i) all += get("/page-" + std::to_string(i)) + get("/small.atom");
  client.send(all + last_request);
  const std::vector<ReceivedAnswer> answers = parse_answers(client.read_all());
  BOOST_REQUIRE(answers.size() == 201U);
  for (std::size_t i = 0; i < 200; ++i) BOOST_TEST(answers[i].status == (i % 2 == 0 ? 404 : 200), i);
}

BOOST_AUTO_TEST_CASE(that_the_client_ends_with_are_answered) {
  SampleServer server;
  const std::vector<Case> cases = {
      {"one", get("/small.atom"), {200}, true},
      {"a hundred", repeat(get("/small.atom"), 100), std::vector<int>(100, 200), true},
      {"as many as have their turn at once", repeat(get("/small.atom"), 16), std::vector<int>(16, 200), true},
      {"three times as many", repeat(get("/small.atom"), 48), std::vector<int>(48, 200), true},
      {"as many, and an empty line", repeat(get("/small.atom"), 16) + "\r\n", std::vector<int>(16, 200),
       true},
      {"one, and an empty line", get("/small.atom") + "\r\n", {200}, true},
      {"one, and half an empty line", get("/small.atom") + "\r", {200}, true},
      {"a large one", get("/large.atom"), {200}, true},
      {"half a request", "GET /small.atom HTTP/1.1\r\n" + host, {400}, true},
      {"one and a half", get("/small.atom") + "GET /", {200, 400}, true},
      {"nothing", "", {}, true},
  };
  for (const Case& each : cases) {
    Client client(server.address());
    client.send(each.bytes);
    client.finish();
    const std::string statuses = statuses_of(client.read_all());
    BOOST_TEST(statuses == to_text(each.statuses), each.name << ": " << statuses);
  }
}

BOOST_AUTO_TEST_CASE(get_whole_answers) {
  SampleServer server;
  Client client(server.address());
  client.send(get("/small.atom"));
  const auto small = client.read_answer();
  BOOST_TEST(small->body == small_body());
  BOOST_TEST(small->field("ETag") == "\"small\"");
  BOOST_TEST(small->field("Connection").empty());
  BOOST_TEST(small->field("Date").size() == 29U);
  BOOST_TEST(small->field("Server").starts_with("feed-exporter/"));
  client.send(get("/large.atom"));
  BOOST_TEST((client.read_answer()->body == large_body()));
  client.send(get("/metrics"));
  BOOST_TEST(client.read_answer()->body == "metric 1\n");

  client.send("HEAD /large.atom HTTP/1.1\r\n" + host + "\r\n");
  const auto head = client.read_answer(true);
  BOOST_TEST(head->field("Content-Length") == std::to_string(large_body().size()));
  client.send(get("/small.atom", "If-None-Match: *\r\n"));
  const auto not_modified = client.read_answer();
  BOOST_TEST(not_modified->status == 304);
  BOOST_TEST(not_modified->field("ETag") == "\"small\"");
  BOOST_TEST(not_modified->field("Content-Length").empty());

  client.send("GET /small.atom HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  BOOST_TEST(client.read_answer()->field("Connection") == "keep-alive");
  client.send("HEAD /\xff HTTP/1.1\r\nX\r\n\r\n");
  BOOST_TEST(client.read_answer(true)->field("Connection") == "close");
  BOOST_TEST(client.is_closed());
  BOOST_TEST(client.received().empty());
}

BOOST_AUTO_TEST_CASE(can_be_answered_without_naming_the_server) {
  ServerSettings settings = sample_settings();
  settings.server_header = false;
  SampleServer server(settings);
  Client client(server.address());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->field("Server").empty());
}

BOOST_AUTO_TEST_CASE(see_a_new_snapshot_while_old_bytes_are_still_on_their_way) {
  SampleServer server;
  Client slow(server.address(), 4096);
  slow.send(get("/large.atom"));
  BOOST_REQUIRE(eventually([&] { return slow.is_readable(); }));
  auto next = std::make_shared<Snapshot>();
  next->readiness.ready = true;
  next->resources.insert_or_assign("/small.atom", sample_resource("new", "new"));
  server->publish(next);
  Client other(server.address());
  BOOST_TEST(eventually([&] {
    other.send(get("/small.atom"));
    return other.read_answer()->body == "new";
  }));
  BOOST_TEST((slow.read_answer()->body == large_body()));
  slow.send(get("/large.atom"));
  BOOST_TEST(slow.read_answer()->status == 404);
}

BOOST_AUTO_TEST_CASE(before_the_first_snapshot_are_put_off) {
  const Log log(LogLevel::error);
  Server server(
      sample_settings(), {}, log, {}, [] { return std::string("m 1\n"); }, "/news");
  server.start();
  Client client(server.addresses().front());
  client.send(get("/small.atom"));
  BOOST_TEST(client.read_answer()->status == 503);
  for (const char* const path : {"/healthz", "/news/healthz", "/news/metrics"}) {
    client.send(get(path));
    BOOST_TEST(client.read_answer()->status == 200, path);
  }
}

BOOST_AUTO_TEST_CASE(on_every_thread_get_the_same_answers) {
  ServerSettings settings = sample_settings();
  settings.threads = 3;
  settings.max_connections_per_address = 0;
  SampleServer server(settings);
  std::vector<Client> clients;
  for (int i = 0; i < 60; ++i) clients.emplace_back(server.address());
  for (Client& client : clients) client.send(get("/small.atom"));
  for (Client& client : clients) {
    const auto answer = client.read_answer();
    // A thread may not have the snapshot yet.
    BOOST_TEST((answer->status == 200 || answer->status == 503));
  }
  for (Client& client : clients) client.send(get("/small.atom"));
  for (Client& client : clients) BOOST_TEST(client.read_answer()->body == small_body());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
