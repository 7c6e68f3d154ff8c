// SPDX-License-Identifier: MIT
// Requests changed at random: whatever is taken for a request is one that every strict reader would read
// alike.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/net/request_parser.hpp"
#include "tests/fuzz/mutator.hpp"

namespace feed_exporter {
namespace {

const std::vector<std::string_view> pieces = {
    "\r\n",
    "\r",
    "\n",
    "\r\n\r\n",
    "\r\n ",
    "\t",
    ":",
    " ",
    "HTTP/1.1",
    "GET ",
    "HTTP/1.0",
    "PRI ",
    "Host: h\r\n",
    "Host",
    "Expect: x\r\n",
    "close",
    "chunked",
    "X: y\r\n",
    "%00",
    "\xff",
    "/",
    "0",
    ",",
    "\"",
    "*",
    "http://",
    "Connection: ",
    "Content-Length: 0\r\n",
    "Content-Length: 1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "If-None-Match: *\r\n",
};

const std::vector<std::string> samples = {
    "GET /feeds/ai.atom HTTP/1.1\r\nHost: example.org\r\nIf-None-Match: \"a\", W/\"b\"\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
    "HEAD http://h/a?b HTTP/1.0\r\nConnection: keep-alive\r\nAccept-Encoding: gzip;q=0.5, br\r\n\r\n",
    "\r\nOPTIONS * HTTP/1.1\r\nHost: h\r\nForwarded: for=\"[::1]\"\r\nX-Forwarded-For: ::1\r\n\r\nGET / "
    "HTTP/1.1\r\n",
};

std::size_t count_lines(std::string_view head, std::string_view name) {
  std::size_t count = 0;
  for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
    const std::string_view line = head.substr(at + 2, name.size());
    count +=
        std::ranges::equal(line, name, [](char a, char b) { return std::tolower(a) == std::tolower(b); });
  }
  return count;
}

/// What is wrong with taking `bytes` for a request; empty if nothing.
std::string fault_in(const std::string& bytes, const RequestLimits& limits) {
  // Memory of exactly the size, for the sanitizers.
  const std::vector<char> exact(bytes.begin(), bytes.end());
  RequestParser parser;
  const ParseOutcome outcome = parser.parse({exact.data(), exact.size()}, limits);
  if (outcome == ParseOutcome::nothing) {
    return bytes.find_first_not_of("\r\n") == bytes.npos ? "" : "a beginning was not seen";
  }
  if (outcome == ParseOutcome::incomplete) {
    return bytes.size() >= limits.header_bytes ? "more is awaited than allowed" : "";
  }
  if (outcome == ParseOutcome::refused)
    return parser.refusal() == Refusal::none ? "refused without a reason" : "";
  if (parser.size() > bytes.size()) return "more was taken than there is";
  const std::string_view head = std::string_view(bytes).substr(0, parser.size());
  if (!head.ends_with("\r\n\r\n")) return "the header does not end";
  if (head.find('\0') != head.npos) return "NUL";
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\n' && (i == 0 || head[i - 1] != '\r')) return "a bare LF";
    if (head[i] == '\r' && head[i + 1] != '\n') return "a bare CR";
  }
  if (count_lines(head, " ") + count_lines(head, "\t") > 0) return "a folded line";
  if (count_lines(head, "transfer-encoding:") > 0) return "a coding";
  if (count_lines(head, "content-length:") > 1) return "two lengths";
  const ParsedRequest& parsed = parser.request();
  if (parsed.version == 11 && count_lines(head, "host:") != 1) return "not one host";
  if (parsed.has_body && parsed.keep_alive) return "another request after a body";
  if (parsed.request.target.empty() || parsed.request.target.size() > limits.target_bytes)
    return "the target";
  RequestParser again;
  if (again.parse(head.substr(0, head.size() - 1), limits) == ParseOutcome::complete)
    return "a shorter request";
  return again.parse(head, limits) == ParseOutcome::complete && again.size() == head.size()
             ? ""
             : "another request without what follows";
}

BOOST_AUTO_TEST_SUITE(request_fuzz)

BOOST_AUTO_TEST_CASE(every_request_taken_is_unambiguous) {
  const RequestLimits limits{512, 100, 8};
  Mutator mutator(1, pieces);
  std::size_t complete = 0;
  for (std::size_t round = 0; round < fuzz_rounds(50'000); ++round) {
    const std::string bytes =
        mutator.mutate(samples[mutator.pick(samples.size())], samples[mutator.pick(samples.size())]);
    const std::string fault = fault_in(bytes, limits);
    BOOST_REQUIRE_MESSAGE(fault.empty(), fault << " in " << bytes);
    RequestParser parser;
    complete += parser.parse(bytes, limits) == ParseOutcome::complete ? 1U : 0U;
  }
  // Else nothing was tried.
  BOOST_TEST(complete > 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
