// SPDX-License-Identifier: MIT
#include "config/value.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {
namespace {

template <class T>
std::string read(std::string_view text, T& value) {
  try {
    parse_value(text, value);
    return "";
  } catch (const ValueError& error) {
    return error.what();
  }
}

BOOST_AUTO_TEST_SUITE(config_value)

BOOST_AUTO_TEST_CASE(durations_have_units) {
  struct Case {
    std::string_view text;
    std::int64_t milliseconds;
  };
  constexpr Case cases[] = {{"0", 0},
                            {"50 ms", 50},
                            {"50ms", 50},
                            {"2 s", 2'000},
                            {"15 min", 900'000},
                            {"1 h", 3'600'000},
                            {"1 d", 86'400'000},
                            {"10", -1},
                            {"", -1},
                            {"-1 s", -1},
                            {"1 week", -1},
                            {"s", -1},
                            {"365 d", 31'536'000'000},
                            {"366 d", -1},
                            {"8761 h", -1},
                            {"99999999 d", -1},
                            {"99999999999999999 d", -1}};
  for (const Case& c : cases) {
    std::chrono::milliseconds value{-1};
    const std::string error = read(c.text, value);
    BOOST_TEST(value.count() == c.milliseconds, c.text);
    BOOST_TEST(error.empty() == (c.milliseconds >= 0), c.text << ": " << error);
  }
}

BOOST_AUTO_TEST_CASE(a_bare_number_is_seconds_where_the_key_counts_seconds) {
  std::chrono::seconds value{};
  BOOST_TEST(read("900", value) == "");
  BOOST_TEST(value.count() == 900);
  for (const std::string_view bad : {"1500 ms", "366 d", "99999999 d"})
    BOOST_TEST(read(bad, value) != "", bad);
  BOOST_TEST(value.count() == 900);
  BOOST_TEST(read("0", value) == "");
  BOOST_TEST(value.count() == 0);
}

BOOST_AUTO_TEST_CASE(a_date_and_time_is_read_to_the_second) {
  std::chrono::sys_seconds value{};
  BOOST_TEST(read("2024-02-29T12:34:56Z", value) == "");
  BOOST_TEST(value.time_since_epoch().count() == 1'709'210'096);
  BOOST_TEST(read("2025-02-29T12:34:56Z", value) != "");
}

BOOST_AUTO_TEST_CASE(quotes_around_a_value_are_no_part_of_it_and_quotes_within_are) {
  for (const std::string_view in_quotes : {"\"My site\"", "'My site'", " \t\"My site\" "}) {
    BOOST_TEST(unquote(in_quotes) == "My site");
  }
  BOOST_TEST(unquote("\"\"") == "");
  for (const std::string_view good :
       {"My \"site\"", "\"My\" site", "\"My\" \"site\"", "Ada's", "'", "\"", "\"My site'", "“My site”"}) {
    BOOST_TEST(unquote(good) == good);
  }
}

BOOST_AUTO_TEST_CASE(sizes_have_binary_units) {
  std::size_t value = 0;
  BOOST_TEST(read("8 KiB", value) == "");
  BOOST_TEST(value == 8192U);
  BOOST_TEST(read("1MiB", value) == "");
  BOOST_TEST(value == 1024U * 1024U);
  for (const std::string_view bad : {"80x", "-1", "1 KB", "", "1.5 MiB", "18446744073709551615 MiB"}) {
    BOOST_TEST(read(bad, value) != "", bad);
  }
}

BOOST_AUTO_TEST_CASE(lists_are_separated_by_commas) {
  std::vector<std::string> value;
  BOOST_TEST(read(" a , b,c", value) == "");
  BOOST_TEST(value == (std::vector<std::string>{"a", "b", "c"}), boost::test_tools::per_element());
  BOOST_TEST(read("", value) == "");
  BOOST_TEST(value.empty());
  BOOST_TEST(read("'a', \"b's\",c", value) == "");
  BOOST_TEST(value == (std::vector<std::string>{"a", "b's", "c"}), boost::test_tools::per_element());
  for (const std::string_view bad : {"\"a, b\"", "'a', b'", "\"", "a\"", "\"a'"})
    BOOST_TEST(read(bad, value) != "", bad);
  BOOST_TEST(read("a,,b", value) != "");
  BOOST_TEST(read("a,", value) != "");
}

BOOST_AUTO_TEST_CASE(names_outside_their_set_are_refused_with_the_set) {
  Polling polling = Polling::automatic;
  BOOST_TEST(read("sometimes", polling) == "`sometimes` is none of automatic, always");
  bool flag = false;
  BOOST_TEST(read("maybe", flag) == "`maybe` is none of true, false, yes, no, on, off");
}

BOOST_AUTO_TEST_CASE(a_mode_is_octal) {
  BOOST_TEST(parse_mode("0660") == 0660U);
  for (const std::string_view bad : {"0999", "01000", "rw", "", "0660 "}) {
    BOOST_CHECK_THROW(parse_mode(bad), ValueError);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
