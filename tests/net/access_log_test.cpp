// SPDX-License-Identifier: MIT
#include "daemon/net/access_log.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

AccessLogEntry sample_entry() {
  AccessLogEntry entry;
  entry.time = std::chrono::sys_days(std::chrono::year(2026) / 10 / 9) + 13h + 5min + 36s;
  entry.client = IpAddress::parse("192.0.2.1");
  entry.method = "GET";
  entry.target = "/feeds/ai.atom";
  entry.version = 11;
  entry.status = 200;
  entry.bytes = 1234;
  entry.duration = 250us;
  entry.referer = "http://r/";
  entry.user_agent = "curl/8";
  return entry;
}

std::string line(AccessLog format, const AccessLogEntry& entry) {
  std::string out;
  append_access_log(out, format, entry);
  return out;
}

BOOST_AUTO_TEST_SUITE(access_log)

BOOST_AUTO_TEST_CASE(has_four_formats) {
  const AccessLogEntry entry = sample_entry();
  const std::string common =
      "192.0.2.1 - - [09/Oct/2026:13:05:36 +0000] \"GET /feeds/ai.atom HTTP/1.1\" 200 1234";
  BOOST_TEST(line(AccessLog::off, entry).empty());
  BOOST_TEST(line(AccessLog::common, entry) == common + "\n");
  BOOST_TEST(line(AccessLog::combined, entry) == common + " \"http://r/\" \"curl/8\"\n");
  BOOST_TEST(line(AccessLog::json, entry) ==
             "{\"time\":\"2026-10-09T13:05:36Z\",\"client\":\"192.0.2.1\",\"method\":\"GET\","
             "\"target\":\"/feeds/ai.atom\",\"protocol\":\"HTTP/1.1\",\"status\":200,\"bytes\":1234,"
             "\"seconds\":2.5E-4,\"referer\":\"http://r/\",\"user_agent\":\"curl/8\"}\n");
}

BOOST_AUTO_TEST_CASE(writes_a_dash_for_what_is_not_there) {
  AccessLogEntry entry;
  entry.time = sample_entry().time;
  entry.status = 400;
  BOOST_TEST(line(AccessLog::combined, entry) ==
             "- - - [09/Oct/2026:13:05:36 +0000] \"-\" 400 - \"-\" \"-\"\n");
  BOOST_TEST(line(AccessLog::json, entry) ==
             "{\"time\":\"2026-10-09T13:05:36Z\",\"status\":400,\"bytes\":0,\"seconds\":0E0}\n");
}

BOOST_AUTO_TEST_CASE(lets_nothing_end_a_line_or_a_field) {
  const std::vector<std::string> attacks = {"/\" 200 1 \"",
                                            "/\\\" 200",
                                            std::string("/\0x", 3),
                                            "/\n192.0.2.9 - - [x] \"GET",
                                            "/\r\n",
                                            "/\x1b[31m",
                                            "/\xc3\xa4",
                                            "/\xff",
                                            "/\x7f",
                                            std::string(100'000, '\\'),
                                            std::string(100'000, '\xe4')};
  for (const std::string& attack : attacks) {
    AccessLogEntry entry = sample_entry();
    entry.target = attack;
    entry.referer = attack;
    entry.user_agent = attack;
    const std::string combined = line(AccessLog::combined, entry);
    BOOST_TEST(std::ranges::count(combined, '\n') == 1);
    BOOST_TEST(combined.size() < 16'384U);
    BOOST_TEST(std::ranges::all_of(combined, [](char c) { return c == '\n' || (c >= ' ' && c < 0x7f); }));
    // Three quoted fields, so six quotes that no backslash stands before.
    int quotes = 0;
    for (std::size_t i = 0; i < combined.size(); ++i) {
      if (combined[i] == '\\') {
        i += 3;
      } else if (combined[i] == '"') {
        ++quotes;
      }
    }
    BOOST_TEST(quotes == 6);

    const std::string object = line(AccessLog::json, entry);
    BOOST_TEST(std::ranges::count(object, '\n') == 1);
    BOOST_TEST(object.size() < 65'536U);
    boost::system::error_code error;
    const auto value = boost::json::parse(object, error);
    BOOST_REQUIRE_MESSAGE(!error, object);
    BOOST_TEST(value.at("status").as_int64() == 200);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
