// SPDX-License-Identifier: MIT
#include "daemon/log.hpp"

#include <unistd.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <string>

namespace feed_exporter {
namespace {

/// What `write` logs to a pipe.
template <class Write>
std::string logged(LogLevel level, bool journald, Write write) {
  std::array<int, 2> ends{};
  BOOST_REQUIRE(::pipe(ends.data()) == 0);
  write(Log(level, ends[1], journald));
  ::close(ends[1]);
  std::string text(4096, '\0');
  const ssize_t size = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  text.resize(static_cast<std::size_t>(size));
  return text;
}

BOOST_AUTO_TEST_SUITE(log)

BOOST_AUTO_TEST_CASE(writes_one_line_with_fields) {
  const std::string line = logged(LogLevel::info, false, [](const Log& log) {
    log.warning("seed refused",
                {{"path", "a b.md"}, {"line", 3}, {"rule", "bad-yaml"}, {"text", "x\n\"y\""}});
  });
  BOOST_TEST(line == "warning: seed refused path=\"a b.md\" line=3 rule=bad-yaml text=\"x\\x0a\\\"y\\\"\"\n");
}

BOOST_AUTO_TEST_CASE(shows_only_what_can_be_printed) {
  const std::string line = logged(LogLevel::info, false, [](const Log& log) {
    log.error("one\ntwo\x1B[1m", {{"path", "a\xFF.md"}, {"folder", "größe"}});
  });
  BOOST_TEST(line == "error: one two\\x1b[1m path=\"a\\xff.md\" folder=größe\n");
}

BOOST_AUTO_TEST_CASE(puts_a_priority_in_front_for_journald) {
  const std::string line = logged(LogLevel::info, true, [](const Log& log) { log.error("broken"); });
  BOOST_TEST(line == "<3>broken\n");
}

BOOST_AUTO_TEST_CASE(is_silent_below_its_level) {
  const std::string line = logged(LogLevel::warning, false, [](const Log& log) { log.info("chatter"); });
  BOOST_TEST(line.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
