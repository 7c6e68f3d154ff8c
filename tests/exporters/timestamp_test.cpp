// SPDX-License-Identifier: MIT
#include "exporters/timestamp.hpp"

#include <boost/test/unit_test.hpp>
#include <locale>
#include <string>

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

struct Case {
  std::chrono::sys_seconds time;
  std::string rfc3339;
  std::string rfc822;
};

const std::vector<Case>& cases() {
  using std::chrono::sys_days;
  static const std::vector<Case> table = {
      {sys_days{1970y / 1 / 1}, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"},
      {sys_days{2021y / 12 / 30} + 40min, "2021-12-30T00:40:00Z", "Thu, 30 Dec 2021 00:40:00 GMT"},
      {sys_days{2024y / 2 / 29} + 23h + 59min + 59s, "2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 23:59:59 GMT"},
      {sys_days{1969y / 12 / 31} + 23h, "1969-12-31T23:00:00Z", "Wed, 31 Dec 1969 23:00:00 GMT"},
      {sys_days{1800y / 3 / 9} + 1s, "1800-03-09T00:00:01Z", "Sun, 09 Mar 1800 00:00:01 GMT"},
      {sys_days{2100y / 7 / 5} + 12h, "2100-07-05T12:00:00Z", "Mon, 05 Jul 2100 12:00:00 GMT"},
      {sys_days{9999y / 8 / 14}, "9999-08-14T00:00:00Z", "Sat, 14 Aug 9999 00:00:00 GMT"},
  };
  return table;
}

/// Groups digits, as a global locale of a program may.
struct GroupingDigits : std::numpunct<char> {
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\1"; }
};

BOOST_AUTO_TEST_SUITE(timestamp)

BOOST_AUTO_TEST_CASE(writes_rfc3339_in_utc) {
  for (const Case& test : cases()) BOOST_TEST(format_rfc3339(test.time) == test.rfc3339);
}

BOOST_AUTO_TEST_CASE(writes_rfc822_in_english_with_four_digits_of_year) {
  for (const Case& test : cases()) BOOST_TEST(format_rfc822(test.time) == test.rfc822);
}

BOOST_AUTO_TEST_CASE(ignores_the_global_locale) {
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new GroupingDigits));
  for (const Case& test : cases()) {
    BOOST_TEST(format_rfc3339(test.time) == test.rfc3339);
    BOOST_TEST(format_rfc822(test.time) == test.rfc822);
  }
  std::locale::global(before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
