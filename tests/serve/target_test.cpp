// SPDX-License-Identifier: MIT
#include "daemon/serve/target.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

struct Case {
  std::string target;
  std::string path;
  std::string query = "";
};

BOOST_AUTO_TEST_SUITE(target)

BOOST_AUTO_TEST_CASE(paths_are_decoded_and_queries_cut_off) {
  const std::vector<Case> cases = {
      {"/", "/"},
      {"/feeds/ai.atom", "/feeds/ai.atom"},
      {"/feeds/ai.atom?", "/feeds/ai.atom", "?"},
      {"/feeds/ai.atom?utm=1&x=/../%00", "/feeds/ai.atom", "?utm=1&x=/../%00"},
      {"/feeds/caf%C3%A9.rss", "/feeds/caf\xC3\xA9.rss"},
      {"/feeds/%61i", "/feeds/ai"},
      {"/feeds/a%2Ei", "/feeds/a.i"},
      {"/a%3Fb%23c%25", "/a?b#c%"},
      {"/%252e%252e/x", "/%2e%2e/x"},
      {"/...", "/..."},
      {"/..a/.b/c./..c", "/..a/.b/c./..c"},
      {"//example.org/feeds", "//example.org/feeds"},
      {"*", ""},
      {"http://example.org", "/"},
      {"http://example.org?x", "/", "?x"},
      {"http://example.org/feeds/ai.atom?x", "/feeds/ai.atom", "?x"},
      {"HTTPS://user@example.org:8443/a", "/a"},
      {"http://[::1]:8080/a", "/a"},
      {"/%F0%9F%98%80", "/\xF0\x9F\x98\x80"},
  };
  for (const Case& test : cases) {
    PathBuffer buffer;
    const auto parsed = parse_target(test.target, buffer);
    BOOST_TEST_CONTEXT(test.target) {
      BOOST_REQUIRE(parsed.has_value());
      BOOST_TEST(parsed->path == test.path);
      BOOST_TEST(parsed->query == test.query);
    }
  }
}

BOOST_AUTO_TEST_CASE(malformed_and_ambiguous_targets_are_refused) {
  const std::vector<std::string> targets = {"",
                                            "feeds",
                                            "?x",
                                            "example.org:443",
                                            "http:/x",
                                            "http://",
                                            "http:///x",
                                            "http://?x",
                                            "ftp://example.org/",
                                            "http://exa mple.org/",
                                            "http://example.org#f",
                                            "**",
                                            "*/",
                                            "/a b",
                                            "/a\tb",
                                            "/a\r\nb",
                                            "/a#b",
                                            "/a\\b",
                                            "/\x80",
                                            "/\xC3\xA9",
                                            "/a?\xC3\xA9",
                                            "/a?b\nc",
                                            "/a?b#c",
                                            "/\x7f",
                                            std::string("/a\0b", 4),
                                            "/%",
                                            "/%4",
                                            "/%4g",
                                            "/%g4",
                                            "/%%41",
                                            "/a%00",
                                            "/%0a",
                                            "/%1F",
                                            "/%7f",
                                            "/a%2Fb",
                                            "/a%2fb",
                                            "/a%5Cb",
                                            "/%C3",
                                            "/%C3%28",
                                            "/%FF",
                                            "/%C0%AF",
                                            "/%E0%80%AF",
                                            "/%ED%A0%80",
                                            "/%F4%90%80%80",
                                            "/%F8%88%80%80%80",
                                            "/.",
                                            "/..",
                                            "/./",
                                            "/../",
                                            "/a/..",
                                            "/a/../b",
                                            "/a/./b",
                                            "/a/..?q",
                                            "/a/.?q",
                                            "/%2e%2e/etc/passwd",
                                            "/a/%2e",
                                            "/a/.%2E/b",
                                            "/a/%2E./b",
                                            "http://example.org/../x",
                                            "http://example.org/%2e%2e"};
  for (const std::string& text : targets) {
    PathBuffer buffer;
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(!parse_target(text, buffer).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(an_escaped_path_longer_than_the_buffer_is_refused) {
  PathBuffer buffer;
  const std::string fits = "/%41" + std::string(buffer.size() - 4, 'a');
  BOOST_TEST(parse_target(fits, buffer).has_value());
  BOOST_TEST(!parse_target(fits + "a", buffer).has_value());
}

BOOST_AUTO_TEST_CASE(the_base_path_is_stripped_at_a_segment) {
  struct BaseCase {
    std::string path;
    std::string base;
    std::optional<std::string_view> below;
  };
  const std::vector<BaseCase> cases = {{"/news/feeds", "/news", "/feeds"},
                                       {"/news", "/news", "/"},
                                       {"/news/", "/news", "/"},
                                       {"/newspaper", "/news", {}},
                                       {"/feeds", "/news", {}},
                                       {"/feeds", "", "/feeds"},
                                       {"/a/b/c", "/a/b", "/c"},
                                       {"/news/news/x", "/news", "/news/x"}};
  for (const BaseCase& test : cases) BOOST_TEST((below_base(test.path, test.base) == test.below));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
