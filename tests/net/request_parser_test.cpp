// SPDX-License-Identifier: MIT
#include "daemon/net/request_parser.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

using namespace std::string_literals;

std::string describe(const RequestParser& parser, ParseOutcome outcome) {
  switch (outcome) {
    case ParseOutcome::complete:
      return "complete";
    case ParseOutcome::nothing:
      return "nothing";
    case ParseOutcome::incomplete:
      return "incomplete";
    case ParseOutcome::refused:
      return std::string(row_of(parser.refusal()).name);
  }
  return {};
}

struct Case {
  std::string name;
  std::string bytes;
  std::string expected;
};

void check(const std::vector<Case>& cases, const RequestLimits& limits = {}) {
  for (const Case& each : cases) {
    RequestParser parser;
    const ParseOutcome outcome = parser.parse(each.bytes, limits);
    BOOST_TEST(describe(parser, outcome) == each.expected, each.name << ": " << describe(parser, outcome));
  }
}

BOOST_AUTO_TEST_SUITE(request_parser)

BOOST_AUTO_TEST_CASE(keeps_what_decides_the_answer) {
  RequestParser parser;
  const std::string bytes =
      "GET /feeds/ai.atom?x=1 HTTP/1.1\r\nHost: example.org:8080\r\nIf-None-Match: \"a\"\r\n"
      "If-Match: \"b\"\r\nIf-Unmodified-Since: Sun, 06 Nov 1994 08:49:38 GMT\r\n"
      "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\naccept-encoding:gzip\r\nAccept:  text/html \t\r\n"
      "X-Forwarded-For: 192.0.2.1\r\nForwarded: for=192.0.2.2\r\nReferer: http://r/\r\nUser-Agent: curl/8\r\n"
      "X-Other: y\r\n\r\nGET /next";
  BOOST_TEST((parser.parse(bytes, {}) == ParseOutcome::complete));
  const ParsedRequest& parsed = parser.request();
  BOOST_TEST((parsed.request.method == Method::get));
  BOOST_TEST(parsed.method == "GET");
  BOOST_TEST(parsed.request.target == "/feeds/ai.atom?x=1");
  BOOST_TEST(parsed.request.if_none_match == "\"a\"");
  BOOST_TEST(parsed.request.if_match == "\"b\"");
  BOOST_TEST(parsed.request.if_unmodified_since == "Sun, 06 Nov 1994 08:49:38 GMT");
  BOOST_TEST(parsed.request.if_modified_since == "Sun, 06 Nov 1994 08:49:37 GMT");
  BOOST_TEST(parsed.request.accept_encoding == "gzip");
  BOOST_TEST(parsed.request.accept == "text/html");
  BOOST_TEST(parsed.x_forwarded_for == "192.0.2.1");
  BOOST_TEST(parsed.forwarded == "for=192.0.2.2");
  BOOST_TEST(parsed.referer == "http://r/");
  BOOST_TEST(parsed.user_agent == "curl/8");
  BOOST_TEST(parsed.version == 11);
  BOOST_TEST(parsed.keep_alive);
  BOOST_TEST(!parsed.has_body);
  BOOST_TEST(bytes.substr(parser.size()) == "GET /next");
}

BOOST_AUTO_TEST_CASE(joins_fields_that_come_several_times) {
  RequestParser parser;
  const std::string bytes =
      "GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"a\"\r\nAccept-Encoding: gzip\r\nIf-None-Match: \"b\"\r\n"
      "Accept-Encoding:\r\nIf-None-Match: \"c\"\r\n\r\n";
  BOOST_TEST((parser.parse(bytes, {}) == ParseOutcome::complete));
  BOOST_TEST(parser.request().request.if_none_match == "\"a\", \"b\", \"c\"");
  BOOST_TEST(parser.request().request.accept_encoding == "gzip");
}

BOOST_AUTO_TEST_CASE(forgets_the_request_before) {
  RequestParser parser;
  BOOST_TEST((parser.parse("GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: *\r\nUser-Agent: u\r\n\r\n", {}) ==
              ParseOutcome::complete));
  BOOST_TEST((parser.parse("HEAD / HTTP/1.0\r\n\r\n", {}) == ParseOutcome::complete));
  BOOST_TEST(parser.request().request.if_none_match.empty());
  BOOST_TEST(parser.request().user_agent.empty());
  BOOST_TEST((parser.request().request.method == Method::head));
}

BOOST_AUTO_TEST_CASE(tells_methods_apart) {
  const std::vector<std::pair<std::string, Method>> cases = {
      {"GET", Method::get},           {"HEAD", Method::head},           {"OPTIONS", Method::options},
      {"POST", Method::known_other},  {"DELETE", Method::known_other},  {"TRACE", Method::known_other},
      {"PATCH", Method::known_other}, {"CONNECT", Method::known_other}, {"BREW", Method::unknown},
      {"get", Method::unknown},
  };
  for (const auto& [name, method] : cases) {
    RequestParser parser;
    BOOST_TEST((parser.parse(name + " / HTTP/1.1\r\nHost: h\r\n\r\n", {}) == ParseOutcome::complete), name);
    BOOST_TEST((parser.request().request.method == method), name);
  }
}

BOOST_AUTO_TEST_CASE(knows_whether_another_request_may_follow) {
  const std::vector<std::pair<std::string, bool>> cases = {
      {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: h\r\nConnection: CLOSE\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: h\r\nConnection: foo, close\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\n\r\n", true},
      {"GET / HTTP/1.0\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true},
      {"GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: Close, keep-alive\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive\r\nConnection: x, close\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive, closed\r\n\r\n", true},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", true},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", false},
  };
  for (const auto& [bytes, keep_alive] : cases) {
    RequestParser parser;
    BOOST_TEST((parser.parse(bytes, {}) == ParseOutcome::complete), bytes);
    BOOST_TEST(parser.request().keep_alive == keep_alive, bytes);
  }
}

BOOST_AUTO_TEST_CASE(refuses_what_two_readers_may_read_differently) {
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string host = line + "Host: h\r\n";
  check({
      {"plain", host + "\r\n", "complete"},
      {"empty lines before", "\r\n\r\n" + host + "\r\n", "complete"},
      {"a coding", host + "Transfer-Encoding: chunked\r\n\r\n", "transfer-encoding"},
      {"an unknown coding", host + "Transfer-Encoding: xchunked\r\n\r\n", "transfer-encoding"},
      {"no coding in the field", host + "Transfer-Encoding:\r\n\r\n", "transfer-encoding"},
      {"identity", host + "Transfer-Encoding: identity\r\n\r\n", "transfer-encoding"},
      {"a coding twice", host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
       "transfer-encoding"},
      {"a coding in 1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "transfer-encoding"},
      {"length then coding", host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", "bad-request"},
      {"length then unknown coding", host + "Content-Length: 3\r\nTransfer-Encoding: x\r\n\r\n",
       "bad-request"},
      {"coding then length", host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", "bad-request"},
      {"unknown coding then length", host + "Transfer-Encoding: x\r\nContent-Length: 3\r\n\r\n",
       "bad-request"},
      {"two lengths", host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", "bad-request"},
      {"two equal lengths", host + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", "bad-request"},
      {"a list of lengths", host + "Content-Length: 0, 0\r\n\r\n", "bad-request"},
      {"a negative length", host + "Content-Length: -1\r\n\r\n", "bad-request"},
      {"a signed length", host + "Content-Length: +0\r\n\r\n", "bad-request"},
      {"a hexadecimal length", host + "Content-Length: 0x0\r\n\r\n", "bad-request"},
      {"a length that overflows", host + "Content-Length: 18446744073709551616\r\n\r\n", "bad-request"},
      {"an empty length", host + "Content-Length:\r\n\r\n", "bad-request"},
      {"length zero", host + "Content-Length: 0\r\n\r\n", "complete"},
      {"length zero zero", host + "Content-Length: 00\r\n\r\n", "complete"},
      {"a body on GET", host + "Content-Length: 3\r\n\r\nabc", "body"},
      {"a body on HEAD", "HEAD / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "body"},
      {"a body on OPTIONS", "OPTIONS / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "body"},
      {"a body on POST", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "complete"},
      {"a folded line", host + "X: a\r\n b\r\n\r\n", "bad-request"},
      {"a folded line with a tab", host + "X: a\r\n\tb\r\n\r\n", "bad-request"},
      {"a folded empty value", host + "X:\r\n b\r\n\r\n", "bad-request"},
      {"a folded blank value", host + "X: \r\n \r\n\r\n", "bad-request"},
      {"a folded host", line + "Host:\r\n h\r\n\r\n", "bad-request"},
      {"a folded first line", line + " Host: h\r\n\r\n", "bad-request"},
      {"a blank before the colon", host + "X : a\r\n\r\n", "bad-request"},
      {"no colon", host + "X\r\n\r\n", "bad-request"},
      {"an empty name", host + ": a\r\n\r\n", "bad-request"},
      {"a bad name", host + "X(a): a\r\n\r\n", "bad-request"},
      {"a bare LF after the request line", "GET / HTTP/1.1\nHost: h\r\n\r\n", "bad-request"},
      {"a bare LF after a field", line + "Host: h\n\r\n", "bad-request"},
      {"bare LFs only", "GET / HTTP/1.1\nHost: h\n\n", "bad-request"},
      {"a bare LF before", "\n" + host + "\r\n", "bad-request"},
      {"a bare CR in a value", host + "X: a\rb\r\n\r\n", "bad-request"},
      {"a bare CR in the target", "GET /\rX HTTP/1.1\r\nHost: h\r\n\r\n", "bad-request"},
      {"CR CR LF at the end", host + "\r\r\n", "bad-request"},
      {"CR and something at the end", host + "\rX", "bad-request"},
      {"NUL in a value", host + "X: a\0b\r\n\r\n"s, "bad-request"},
      {"NUL in a name", host + "X\0: b\r\n\r\n"s, "bad-request"},
      {"NUL in the target", "GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n"s, "bad-request"},
      {"NUL in the method", "G\0T / HTTP/1.1\r\nHost: h\r\n\r\n"s, "bad-request"},
      {"a control character in a value", host + "X: \x01\r\n\r\n", "bad-request"},
      {"DEL in a value", host + "X: \x7f\r\n\r\n", "bad-request"},
      {"8 bits in a value", host + "X: \xe4\r\n\r\n", "complete"},
      {"a strange Connection", host + "Connection: \"\r\n\r\n", "bad-request"},
      {"an expectation", host + "Expect: magic\r\n\r\n", "expectation"},
      {"100-continue", host + "Expect: 100-Continue\r\n\r\n", "complete"},
  });
}

BOOST_AUTO_TEST_CASE(refuses_malformed_request_lines) {
  const std::string rest = "\r\nHost: h\r\n\r\n";
  check({
      {"two blanks", "GET  / HTTP/1.1" + rest, "bad-request"},
      {"two blanks before the version", "GET /  HTTP/1.1" + rest, "bad-request"},
      {"a blank in the target", "GET /a b HTTP/1.1" + rest, "bad-request"},
      {"a blank before", " GET / HTTP/1.1" + rest, "bad-request"},
      {"a blank behind", "GET / HTTP/1.1 " + rest, "bad-request"},
      {"a tab", "GET\t/ HTTP/1.1" + rest, "bad-request"},
      {"no target", "GET HTTP/1.1" + rest, "bad-request"},
      {"no version (HTTP/0.9)", "GET /\r\n\r\n", "bad-request"},
      {"lower case", "GET / http/1.1" + rest, "bad-request"},
      {"no digits", "GET / HTTP/x.y" + rest, "bad-request"},
      {"three digits", "GET / HTTP/1.10" + rest, "bad-request"},
      {"a method that is no token", "G@T / HTTP/1.1" + rest, "bad-request"},
      {"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, "bad-request"},
      {"version 2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "version"},
      {"version 1.2", "GET / HTTP/1.2" + rest, "version"},
      {"version 0.9", "GET / HTTP/0.9" + rest, "version"},
      {"version 3", "GET / HTTP/3.0" + rest, "version"},
  });
}

BOOST_AUTO_TEST_CASE(wants_exactly_one_valid_host) {
  const std::string line = "GET / HTTP/1.1\r\n";
  const auto with = [&](const std::string& host) { return line + "Host: " + host + "\r\n\r\n"; };
  check({
      {"none", line + "\r\n", "bad-host"},
      {"none in 1.0", "GET / HTTP/1.0\r\n\r\n", "complete"},
      {"two", line + "Host: a\r\nHost: b\r\n\r\n", "bad-host"},
      {"two equal", line + "Host: a\r\nHost: a\r\n\r\n", "bad-host"},
      {"two in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", "bad-host"},
      {"none with an absolute target", "GET http://a/ HTTP/1.1\r\n\r\n", "bad-host"},
      {"empty", with(""), "bad-host"},
      {"a name", with("example.org"), "complete"},
      {"a port", with("example.org:8080"), "complete"},
      {"an empty port", with("example.org:"), "complete"},
      {"IPv4", with("192.0.2.1:80"), "complete"},
      {"IPv6", with("[2001:db8::1]:80"), "complete"},
      {"IPv6 without brackets", with("2001:db8::1"), "bad-host"},
      {"IPv4 within IPv6", with("[::ffff:192.0.2.1]"), "complete"},
      {"only colons in brackets", with("[::::]"), "bad-host"},
      {"letters in brackets", with("[zz]"), "bad-host"},
      {"a name in brackets", with("[example.org]"), "bad-host"},
      {"an escape", with("a%2Db"), "complete"},
      {"half an escape", with("a%2"), "bad-host"},
      {"no escape", with("%zz"), "bad-host"},
      {"an open bracket", with("[::1"), "bad-host"},
      {"empty brackets", with("[]"), "bad-host"},
      {"something behind the bracket", with("[::1]x"), "bad-host"},
      {"a long port", with("a:123456"), "bad-host"},
      {"a port of letters", with("a:http"), "bad-host"},
      {"two ports", with("a:1:2"), "bad-host"},
      {"only a port", with(":80"), "bad-host"},
      {"a blank", with("a b"), "bad-host"},
      {"a path", with("a/b"), "bad-host"},
      {"a user", with("u@a"), "bad-host"},
      {"a list", with("a, b"), "bad-host"},
      {"markup", with("<a>"), "bad-host"},
      {"8 bits", with("\xe4"), "bad-host"},
      {"a backslash", with("a\\b"), "bad-host"},
  });
}

BOOST_AUTO_TEST_CASE(keeps_to_its_limits) {
  const RequestLimits limits{512, 100, 4};
  const auto target = [](std::size_t size) { return "/" + std::string(size - 1, 'a'); };
  const std::string rest = " HTTP/1.1\r\nHost: h\r\n\r\n";
  check(
      {
          {"the longest target", "GET " + target(100) + rest, "complete"},
          {"a longer target", "GET " + target(101) + rest, "target-too-long"},
          {"a target without end", "GET " + target(170), "target-too-long"},
          {"a target that may still end", "GET " + target(90), "incomplete"},
          {"as many fields as allowed", "GET / HTTP/1.1\r\nHost: h\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n",
           "complete"},
          {"one more", "GET / HTTP/1.1\r\nHost: h\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\n",
           "header-too-large"},
          {"a header that may still end", "GET / HTTP/1.1\r\nHost: h\r\nA: " + std::string(400, 'a'),
           "incomplete"},
          {"a header without end", "GET / HTTP/1.1\r\nHost: h\r\nA: " + std::string(600, 'a'),
           "header-too-large"},
          {"a header too large that ends",
           "GET / HTTP/1.1\r\nHost: h\r\nA: " + std::string(600, 'a') + "\r\n\r\n", "header-too-large"},
          {"a method without end", std::string(600, 'A'), "target-too-long"},
      },
      limits);
}

BOOST_AUTO_TEST_CASE(asks_for_more_at_every_cut) {
  const std::string bytes =
      "\r\nGET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\nIf-None-Match: \"x\"\r\n\r\n";
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    RequestParser parser;
    const ParseOutcome expected = size <= 2 ? ParseOutcome::nothing : ParseOutcome::incomplete;
    BOOST_TEST((parser.parse(bytes.substr(0, size), {}) == expected), size);
  }
  RequestParser parser;
  BOOST_TEST((parser.parse(bytes, {}) == ParseOutcome::complete));
  BOOST_TEST(parser.size() == bytes.size());
}

BOOST_AUTO_TEST_CASE(forgives_a_few_empty_lines) {
  const std::string request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  const auto lines = [](std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += "\r\n";
    return all;
  };
  check({
      {"no byte", "", "nothing"},
      {"half a line", "\r", "nothing"},
      {"a line", lines(1), "nothing"},
      {"a line and a half", lines(1) + "\r", "nothing"},
      {"as many as are forgiven", lines(8), "nothing"},
      {"as many, and a beginning", lines(8) + "G", "incomplete"},
      {"as many, and a request", lines(8) + request, "complete"},
      {"one more", lines(9), "bad-request"},
      {"one more, and a request", lines(9) + request, "bad-request"},
      {"half a line and something", "\rG", "bad-request"},
  });
}

BOOST_AUTO_TEST_CASE(never_reads_behind_the_bytes) {
  // Every prefix in memory of exactly its size, for the sanitizers to see.
  const std::string bytes = "GET /a HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\nContent-Length: 1\r\n\r\n";
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const std::vector<char> exact(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    RequestParser parser;
    BOOST_TEST((parser.parse({exact.data(), exact.size()}, {}) != ParseOutcome::complete), size);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
