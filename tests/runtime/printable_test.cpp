// SPDX-License-Identifier: MIT
#include "daemon/printable.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(printable_text)

BOOST_AUTO_TEST_CASE(shows_bytes_that_are_no_text) {
  const struct {
    std::string text;
    const char* shown;
  } cases[] = {
      {"", ""},
      {"a b/c=\"d\"\\.md", "a b/c=\"d\"\\.md"},
      {"größe/日本語/😀.md", "größe/日本語/😀.md"},
      {"\xFF.md", "\\xff.md"},
      {"a\xE2\x82.md", "a\\xe2\\x82.md"},
      {"\xED\xA0\x80", "\\xed\\xa0\\x80"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"a\nb\r\tc", "a\\x0ab\\x0d\\x09c"},
      {"\x1B[31mred\x7F", "\\x1b[31mred\\x7f"},
      {"\xC2\x9B"
       "31m\xC2\xA0",
       "\\xc2\\x9b31m\xC2\xA0"},
      {"a\u202Ed\u2066", "a\\xe2\\x80\\xaed\\xe2\\x81\\xa6"},
      {"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", "\\xef\\xbf\\xbe\\xef\\xbf\\xbf\xEF\xBF\xBD"},
  };
  for (const auto& c : cases) {
    BOOST_TEST(printable(c.text) == c.shown);
    BOOST_TEST(printable(c.shown) == c.shown);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
