// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/front_matter.hpp"
#include "daemon/content/problem_list.hpp"
#include "daemon/content/source_text.hpp"
#include "tests/content/seed_text.hpp"

namespace feed_exporter {
namespace {

using namespace std::string_literals;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(text_is_cleaned_by_one_policy) {
  const struct {
    std::string dirty;
    std::string clean;
  } cases[] = {
      {"plain\ttext\n", "plain\ttext\n"},
      {"é 😀 \xEF\xBF\xBD", "é 😀 \xEF\xBF\xBD"},
      {"a\r\nb\rc\r\r\n", "a\nb\nc\n\n"},
      {"\0a\x01\x08\x0B\x0C\x0E\x1F"s, "a"},
      {"\x7F\xC2\x85", "\x7F\xC2\x85"},
      {"\xEF\xBF\xBE\xEF\xBF\xBF", ""},
      {"a\xFFz", "a\xEF\xBF\xBDz"},
      {"\xC3", "\xEF\xBF\xBD"},
      {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xF0\x9F\x98\x80", "😀"},
  };
  for (const auto& c : cases) {
    BOOST_TEST(clean_text(c.dirty) == c.clean);
    BOOST_TEST((find_unclean(c.dirty) == std::string::npos) == (c.dirty == c.clean));
    BOOST_TEST(find_unclean(c.clean) == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_bad_byte_is_found_wherever_it_stands) {
  for (std::size_t at = 0; at < 200; ++at) {
    for (const char* bad : {"\x01", "\xFF", "\xEF\xBF\xBE", "\r"}) {
      std::string text = std::string(at, 'x') + bad + std::string(200 - at, 'y');
      BOOST_TEST(find_unclean(text) == at);
      // Characters of several bytes that end in any place before it.
      text.insert(at / 2, "😀");
      BOOST_TEST(find_unclean(text) == at + 4);
    }
  }
}

BOOST_AUTO_TEST_CASE(repairs_are_told_once_and_columns_stay_those_of_the_file) {
  ProblemList problems("a.md");
  const SourceText source("one\r\ntwo\x01\x02 \xFF\xFF x\nthree\x03", problems);
  BOOST_TEST(source.text() == "one\ntwo \xEF\xBF\xBD\xEF\xBF\xBD x\nthree");
  // `x` stands in column 12 of the cleaned line, and in column 10 of the file's.
  problems.warn({2, 12}, "here", "x");
  problems.warn({2, 3}, "here", "o");
  problems.warn({3, 1}, "here", "t");
  BOOST_TEST(
      to_text(problems.take()) ==
      "2:7 warning invalid-utf8: 2 byte(s) that are not UTF-8, replaced by U+FFFD; save the file as UTF-8\n"
      "2:4 warning control-character: 3 character(s) that feeds cannot hold, removed\n"
      "2:10 warning here: x\n2:3 warning here: o\n3:1 warning here: t\n");
}

BOOST_AUTO_TEST_CASE(front_matter_ends_at_its_closing_line) {
  const struct {
    std::string text;
    FrontMatter::State state;
    std::string yaml;
    std::string body;
    std::uint32_t body_line;
  } cases[] = {
      {"---\na: b\n---\nbody\n", FrontMatter::State::found, "---\na: b\n", "body\n", 4},
      {"---  \na: b\n--- \t\n\nbody", FrontMatter::State::found, "---  \na: b\n", "\nbody", 4},
      {"---\na: b\n...\nbody", FrontMatter::State::found, "---\na: b\n", "body", 4},
      {"---\n---", FrontMatter::State::found, "---\n", "", 3},
      {"---\na: --- b\n---c\n ---\n----\n---\n", FrontMatter::State::found,
       "---\na: --- b\n---c\n ---\n----\n", "", 7},
      {"---\na: b\n", FrontMatter::State::unclosed, "", "", 0},
      {"---", FrontMatter::State::unclosed, "", "", 0},
      {"--- a\n---\n", FrontMatter::State::none, "", "", 0},
      {"----\n---\n", FrontMatter::State::none, "", "", 0},
      {"\n---\n---\n", FrontMatter::State::none, "", "", 0},
      {"# Title\n", FrontMatter::State::none, "", "", 0},
      {"", FrontMatter::State::none, "", "", 0},
  };
  for (const auto& c : cases) {
    const FrontMatter parts = split_front_matter(c.text);
    BOOST_TEST(static_cast<int>(parts.state) == static_cast<int>(c.state), c.text);
    BOOST_TEST(parts.yaml == c.yaml, c.text);
    BOOST_TEST(parts.body == c.body, c.text);
    BOOST_TEST(parts.body_line == c.body_line, c.text);
  }
}

BOOST_AUTO_TEST_CASE(values_are_quoted_short_and_on_one_line) {
  BOOST_TEST(quote("a\nb\tc") == "\"a b c\"");
  BOOST_TEST(quote(std::string(100, 'a')) == '"' + std::string(80, 'a') + "…\"");
  BOOST_TEST(quote(std::string(79, 'a') + "ééé") == '"' + std::string(79, 'a') + "…\"");
  BOOST_TEST(quote("a\x7F\xC2\x9B") == R"("a\x7f\xc2\x9b")");
}

BOOST_AUTO_TEST_CASE(a_place_can_be_printed_whatever_the_path_is) {
  BOOST_TEST(to_location({"größe/a\n\xFF.md", 3, 1, Severity::error, "", ""}) == R"(größe/a\x0a\xff.md:3:1)");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
