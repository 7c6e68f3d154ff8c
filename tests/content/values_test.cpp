// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>

#include "daemon/content/date_time.hpp"
#include "daemon/content/duration.hpp"
#include "daemon/content/scalar_values.hpp"

namespace feed_exporter {
namespace {

/// Seconds since 1970, with `~` if the zone was missing, or `-` for no date.
std::string seconds(const char* text) {
  const auto date = parse_date_time(text);
  if (!date) return "-";
  return std::to_string(date->time.time_since_epoch().count()) + (date->lacks_zone ? "~" : "");
}

BOOST_AUTO_TEST_SUITE(values)

BOOST_AUTO_TEST_CASE(dates_are_read_as_iso_8601_writes_them) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"1970-01-01T00:00:00Z", "0"},
      {"2021-12-30T00:40:00Z", "1640824800"},
      {"2021-12-30T00:40:00.999Z", "1640824800"},
      {"2021-12-30T00:40:00,5z", "1640824800"},
      {"2021-12-30t00:40:00z", "1640824800"},
      {"2021-12-30 00:40:00 +0000", "1640824800"},
      {"2021-12-30T02:40:00+02:00", "1640824800"},
      {"2021-12-29T18:40:00-0600", "1640824800"},
      {"2021-12-29T18:40:00-06", "1640824800"},
      {"2021-12-30T00:40Z", "1640824800"},
      {"2021-12-30   00:40:00", "1640824800~"},
      {"2021-12-30T00:40", "1640824800~"},
      {" 2021-12-30 ", "1640822400"},
      {"2024-02-29", "1709164800"},
      {"2000-02-29", "951782400"},
      {"1969-12-31T23:59:59Z", "-1"},
      {"0001-01-01", "-62135596800"},
      {"9999-12-31T23:59:59Z", "253402300799"},
      {"2016-12-31T23:59:60Z", "1483228800"},
      {"2017-01-01T00:59:60+01:00", "1483228800"},
      // Days, times and years that do not exist.
      {"2024-02-30", "-"},
      {"2023-02-29T00:00:00Z", "-"},
      {"1900-02-29", "-"},
      {"2021-13-01", "-"},
      {"2021-00-01", "-"},
      {"2021-04-31", "-"},
      {"2021-01-00", "-"},
      {"0000-01-01", "-"},
      {"0001-01-01T00:00:00+01:00", "-"},
      {"9999-12-31T23:59:59-01:00", "-"},
      {"2021-12-30T24:00:00Z", "-"},
      {"2021-12-30T23:60:00Z", "-"},
      {"2021-12-30T23:59:61Z", "-"},
      {"2021-12-30T23:59:60Z", "-"},
      {"2016-12-31T22:59:60Z", "-"},
      {"2021-12-30T00:40:00+24:00", "-"},
      {"2021-12-30T00:40:00+01:60", "-"},
      // Other forms.
      {"", "-"},
      {"2021-12-30T", "-"},
      {"2021-12-3", "-"},
      {"21-12-30", "-"},
      {"2021-12-30T00", "-"},
      {"2021-12-30T00:40:00.Z", "-"},
      {"2021-12-30T00:40:00X", "-"},
      {"2021-12-30T00:40:00Zx", "-"},
      {"2021-12-30X00:40:00Z", "-"},
      {"2021/12/30", "-"},
      {"20211230", "-"},
      {"12021-12-30", "-"},
      {"-2021-12-30", "-"},
      {"Thu, 30 Dec 2021 00:40:00 GMT", "-"},
      {"1640824800", "-"},
      {"yesterday", "-"},
  };
  for (const auto& c : cases)
    BOOST_TEST(seconds(c.text) == c.expected, c.text << " gives " << seconds(c.text));
}

BOOST_AUTO_TEST_CASE(file_names_may_begin_with_a_day) {
  BOOST_TEST(parse_file_name_date("2023-03-04-title.md").time.has_value());
  BOOST_TEST(parse_file_name_date("2023-02-30-title.md").present);
  BOOST_TEST(!parse_file_name_date("2023-02-30-title.md").time.has_value());
  for (const char* name : {"title.md", "2023-03-04.md", "2023-3-4-title.md", "x2023-03-04-title.md", ""}) {
    BOOST_TEST(!parse_file_name_date(name).present, name);
  }
}

BOOST_AUTO_TEST_CASE(durations_are_read_as_iso_8601_writes_them) {
  const struct {
    const char* text;
    long seconds;
  } cases[] = {
      {"PT1H43M", 6'180}, {"PT9M3S", 543},    {"PT10S", 10},   {"PT1.9S", 1},    {"PT0,5H", 1'800},
      {"P1DT2H", 93'600}, {"P2W", 1'209'600}, {"P1D", 86'400}, {"PT90M", 5'400}, {"P366D", 31'622'400},
      {"PT0S", 0},        {"PT0.4S", 0},      {"P0D", 0},
  };
  for (const auto& c : cases) BOOST_TEST(parse_duration(c.text).value().count() == c.seconds, c.text);
  for (const char* other :
       {"25 hours", "PT", "P", "", "PT1H43", "PT43M1H", "PT1M1M", "P1Y", "P1M", "PT1.5M1S", "1H", "pt1h",
        "PT-1M", "PT1,M", "P367D", "P1T1H", "PT99999999999999999999H", "PT1H "}) {
    BOOST_TEST(!parse_duration(other).has_value(), other);
  }
}

BOOST_AUTO_TEST_CASE(booleans_are_those_of_both_versions_of_yaml) {
  for (const char* yes : {"true", "True", "TRUE", "yes", "Yes", "on", "y", "Y"})
    BOOST_TEST(parse_boolean(yes).value());
  for (const char* no : {"false", "False", "no", "NO", "off", "n"}) BOOST_TEST(!parse_boolean(no).value());
  for (const char* other : {"", "0", "1", "flase", "truely", "~"})
    BOOST_TEST(!parse_boolean(other).has_value(), other);
}

BOOST_AUTO_TEST_CASE(integers_are_decimal) {
  BOOST_TEST(parse_integer("017").value() == 17);
  BOOST_TEST(parse_integer("-1").value() == -1);
  BOOST_TEST(parse_integer("+5").value() == 5);
  BOOST_TEST(parse_integer("9223372036854775807").value() == 9'223'372'036'854'775'807);
  for (const char* other :
       {"", "9223372036854775808", "0x1F", "0o17", "1.5", "1e3", "640px", "+-1", "--1", "1 "}) {
    BOOST_TEST(!parse_integer(other).has_value(), other);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
