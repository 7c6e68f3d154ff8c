// SPDX-License-Identifier: MIT
#include "config/characters/percent_encoding.hpp"

#include <boost/test/unit_test.hpp>
#include <string_view>
#include <utility>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(percent_encoding)

BOOST_AUTO_TEST_CASE(percent_encodes_all_but_unreserved_characters) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"ai", "ai"},
      {"c-plus-plus_1.0~x", "c-plus-plus_1.0~x"},
      {"a b/c?d#e%f", "a%20b%2Fc%3Fd%23e%25f"},
      {"機", "%E6%A9%9F"},
      {"\x7f\x01", "%7F%01"},
  };
  for (const auto& [in, out] : cases) BOOST_TEST(percent_encode(in) == out);
}

BOOST_AUTO_TEST_CASE(hexadecimal_digits_have_a_value) {
  for (int value = 0; value < 16; ++value) {
    BOOST_TEST(hex_digit("0123456789abcdef"[value]) == value);
    BOOST_TEST(hex_digit("0123456789ABCDEF"[value]) == value);
  }
  for (const char other : {'g', 'G', '/', ':', '@', '`', '\xff', '\0'}) BOOST_TEST(hex_digit(other) == -1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
