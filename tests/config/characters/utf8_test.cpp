// SPDX-License-Identifier: MIT
#include "config/characters/utf8.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

namespace feed_exporter {
namespace {

using namespace std::string_view_literals;

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(every_code_point_goes_there_and_back) {
  for (char32_t code_point = 0; code_point < 0x110000; ++code_point) {
    if (code_point == 0xD800) code_point = 0xE000;
    std::string text;
    append_utf8(text, code_point);
    BOOST_REQUIRE(utf8_length(text) == text.size());
    BOOST_REQUIRE(utf8_code_point(text, text.size()) == code_point);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_character_is_not_valid) {
  BOOST_TEST(is_utf8("a\u00fc\u672c\U0001F642"));
  for (const std::string_view bad : {"\x80"sv, "a\xc3"sv, "\xc0\xaf"sv, "\xe0\x80\xaf"sv, "\xed\xa0\x80"sv,
                                     "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xe2\x82("sv}) {
    BOOST_TEST(!is_utf8(bad));
  }
}

BOOST_AUTO_TEST_CASE(a_prefix_ends_between_characters) {
  constexpr std::string_view text = "a\u00fc\u672c";
  constexpr std::size_t sizes[] = {0, 1, 1, 3, 3, 3, 6, 6};
  for (std::size_t most = 0; most < std::size(sizes); ++most) {
    BOOST_TEST(utf8_prefix(text, most).size() == sizes[most], most);
  }
  BOOST_TEST(utf8_prefix("\x80\x80", 1) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
