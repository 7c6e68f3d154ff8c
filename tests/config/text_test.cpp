// SPDX-License-Identifier: MIT
#include "config/text.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "config/load_settings.hpp"
#include "config/value.hpp"

namespace feed_exporter {
namespace {

using namespace std::string_view_literals;

BOOST_AUTO_TEST_SUITE(config_text)

BOOST_AUTO_TEST_CASE(holds_utf_8_of_characters_that_xml_has) {
  for (const std::string_view good : {""sv, "Feeds"sv, "a\tb"sv, "Bücher – 本 🙂"sv, "\x7f"sv,
                                      "\u0080"sv, "\uD7FF\uE000\uFFFD"sv, "\U0010FFFF"sv}) {
    BOOST_CHECK_NO_THROW(check_text(good));
  }
  struct Case {
    std::string_view text;
    std::string_view error;
  };
  constexpr Case cases[] = {
      {"B\xfc"
       "cher"sv,
       "byte 2 is not UTF-8: save the text in this encoding"sv},
      {"\x80"sv, "byte 1 is not UTF-8: save the text in this encoding"sv},
      {"ab\xc3"sv, "byte 3 is not UTF-8: save the text in this encoding"sv},
      {"\xc0\xaf"sv, "byte 1 is not UTF-8: save the text in this encoding"sv},
      {"\xe0\x80\xaf"sv, "byte 1 is not UTF-8: save the text in this encoding"sv},
      {"\xed\xa0\x80"sv, "byte 1 is not UTF-8: save the text in this encoding"sv},
      {"\xf4\x90\x80\x80"sv, "byte 1 is not UTF-8: save the text in this encoding"sv},
      {"\xf5\x80\x80\x80"sv, "byte 1 is not UTF-8: save the text in this encoding"sv},
      {"\xe2\x82("sv, "byte 1 is not UTF-8: save the text in this encoding"sv},
      {"bell\a"sv, "the character U+0007 at byte 5 is not allowed in feeds: leave it out"sv},
      {"\0"sv, "the character U+0000 at byte 1 is not allowed in feeds: leave it out"sv},
      {"\xef\xbf\xbf"sv, "the character U+FFFF at byte 1 is not allowed in feeds: leave it out"sv},
  };
  for (const Case& c : cases) {
    BOOST_CHECK_EXCEPTION(check_text(c.text), ValueError,
                          [&](const ValueError& error) { return error.what() == c.error; });
  }
}

/// Errors of a setting from the file, from the environment and from a flag.
std::string error_of(std::string_view text, const Environment& environment, const SettingsFlags& flags) {
  try {
    parse_settings(text, "f.ini");
    load_settings({}, environment, flags);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

BOOST_AUTO_TEST_CASE(is_checked_wherever_a_setting_comes_from) {
  const Environment nothing = [](const char*) -> const char* { return nullptr; };
  const Environment author = [](const char* name) {
    return std::string_view(name) == "FEED_EXPORTER_SITE_AUTHOR" ? "J\xf6rg" : nullptr;
  };
  constexpr std::string_view why = "byte 2 is not UTF-8: save the text in this encoding";
  for (const std::string_view key : {"title"sv, "description"sv, "author"sv, "copyright"sv, "language"sv}) {
    BOOST_TEST(error_of("[site]\n\n" + std::string(key) +
                            " = B\xfc"
                            "cher\n",
                        nothing, {}) == "f.ini:3: [site] " + std::string(key) + ": " + std::string(why));
  }
  BOOST_TEST(error_of("", author, {}) == "FEED_EXPORTER_SITE_AUTHOR: " + std::string(why));
  BOOST_TEST(error_of("", nothing, {.base_url = "h\xfc"}) == "--base-url: " + std::string(why));
  BOOST_TEST(error_of("[feeds]\nplayer_hosts = a.example,\x01\n", nothing, {})
                 .starts_with("f.ini:2: [feeds] player_hosts: the character U+0001"));
  BOOST_TEST(error_of("; B\xfc"
                      "cher\n[site]\ntitle = Feeds\n",
                      nothing, {}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
