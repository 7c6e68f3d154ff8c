// SPDX-License-Identifier: MIT
#include "config/base_url.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "config/value.hpp"

namespace feed_exporter {
namespace {

/// The checked URL, or what is wrong.
std::string check(std::string url) {
  try {
    check_base_url(url);
    return url;
  } catch (const ValueError& error) {
    return std::string("! ") + error.what();
  }
}

BOOST_AUTO_TEST_SUITE(config_base_url)

BOOST_AUTO_TEST_CASE(what_means_one_thing_is_taken) {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"https://example.org", "https://example.org"},
      {"https://example.org/", "https://example.org"},
      {"https://example.org/news//", "https://example.org/news"},
      {"http://EXAMPLE.org:8080/News/a", "http://EXAMPLE.org:8080/News/a"},
      {"http://localhost:1", "http://localhost:1"},
      {"http://192.0.2.1:65535/x", "http://192.0.2.1:65535/x"},
      {"http://[2001:db8::1]/x", "http://[2001:db8::1]/x"},
      {"http://[::1]:80", "http://[::1]:80"},
      {"https://xn--caf-dma.example/n%C3%A9ws/a%20b", "https://xn--caf-dma.example/n%C3%A9ws/a%20b"},
      {"https://example.org/x,y;z=1/...", "https://example.org/x,y;z=1/..."},
  };
  for (const auto& [url, checked] : cases) BOOST_TEST(check(url) == checked);
}

BOOST_AUTO_TEST_CASE(what_does_not_is_refused) {
  const std::pair<std::vector<std::string>, std::string> cases[] = {
      {{"example.org", "ftp://example.org", "HTTPS://example.org", "//example.org", "https:/example.org"},
       "is not an absolute http or https URL"},
      {{"https://", "https:///x", "https://:80", "https://[", "https://[]", "https://[::1", "https://[x]",
        "https://[::1]x", "https://a b", "https://caf\xc3\xa9.example", "https://a%41", "https://a,b",
        "https://a\\b"},
       "has no host"},
      {{"https://h:", "https://h:0", "https://h:65536", "https://h:99999/x", "https://h:8o", "https://h:1:2",
        "https://h:-1", "https://[::1]:"},
       "has no port from 1 to 65535"},
      {{"https://user@h", "https://user:word@h/x"}, "has a user name"},
      {{"https://h?x", "https://h/x?y", "https://h/x#y", "https://h/?"}, "has a query or a fragment"},
      {{"https://h/.", "https://h/..", "https://h/a/../b", "https://h/./b", "https://h/%2e%2e/b",
        "https://h/a/%2E", "https://h//x", "https://h/a//b"},
       "has a path with an empty segment, `.` or `..`"},
      {{"https://h/a b", "https://h/\"x", "https://h/a>b", "https://h/a\\b", "https://h/%zz", "https://h/%2",
        "https://h/%", "https://h/a%2fb", "https://h/a%5Cb", "https://h/%00", "https://h/caf\xc3\xa9",
        "https://h/%+1"},
       "has a path with characters or escapes that it may not have"},
      {{"https://h/%ff"}, "is not UTF-8"},
      {{"https://h/" + std::string(2000, 'a')}, "it has more than 1024 bytes"},
  };
  for (const auto& [urls, why] : cases) {
    for (const std::string& url : urls) {
      const std::string result = check(url);
      BOOST_TEST((result.starts_with("! ") && result.find(why) != result.npos), url << ": " << result);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
