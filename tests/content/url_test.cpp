// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/content/duplicate_key.hpp"
#include "daemon/content/entry_id.hpp"
#include "daemon/content/image_set.hpp"
#include "daemon/content/media_type.hpp"
#include "daemon/content/url.hpp"
#include "daemon/content/url_resolve.hpp"
#include "daemon/content/userinfo.hpp"

namespace feed_exporter {
namespace {

struct Case {
  const char* text;
  const char* expected;
};

BOOST_AUTO_TEST_SUITE(url)

BOOST_AUTO_TEST_CASE(urls_become_absolute_ascii_and_encoded) {
  const Case cases[] = {
      {"https://example.org/a/b?c=d&e#f", "https://example.org/a/b?c=d&e#f"},
      {"https://example.org", "https://example.org"},
      {"  HTTPS://Example.ORG/Path  ", "https://example.org/Path"},
      {"http://example.org:8080/", "http://example.org:8080/"},
      {"http://example.org:/", "http://example.org/"},
      {"https://example.org:443/a", "https://example.org/a"},
      {"HTTP://example.org:80", "http://example.org"},
      {"https://example.org:00443?q", "https://example.org?q"},
      {"https://example.org:80/", "https://example.org:80/"},
      {"http://example.org:443/", "http://example.org:443/"},
      {"https://[::1]:443/", "https://[::1]/"},
      {"https://example.org?q", "https://example.org?q"},
      {"https://exämple.org/ä", "https://xn--exmple-cua.org/%C3%A4"},
      {"https://例え.jp/", "https://xn--r8jz45g.jp/"},
      {"https://faß.de/", "https://xn--fa-hia.de/"},
      {"https://example.org/a b|c[d]", "https://example.org/a%20b%7Cc%5Bd%5D"},
      {"https://example.org/a%20b%zz%", "https://example.org/a%20b%25zz%25"},
      {"https://example.org/<\"^`{}>?\\", "https://example.org/%3C%22%5E%60%7B%7D%3E?%5C"},
      {"https://example.org\\a\\b#\\", "https://example.org/a/b#%5C"},
      {"https://example.org/#a#b", "https://example.org/#a%23b"},
      {"https://example.org/a\n\tb", "https://example.org/ab"},
      {"https://[2001:DB8::1]:80/x", "https://[2001:db8::1]:80/x"},
      {"https://127.0.0.1/", "https://127.0.0.1/"},
      {"https://a_b.example.org./", "https://a_b.example.org./"},
  };
  for (const Case& c : cases) {
    BOOST_TEST(read_url(c.text).url == c.expected, c.text << " gives " << read_url(c.text).url);
    BOOST_TEST(read_url(c.expected).url == c.expected, c.expected);
  }
}

BOOST_AUTO_TEST_CASE(other_urls_are_refused_with_a_reason) {
  const Case cases[] = {
      {"", "is not an absolute http or https URL"},
      {"javascript:alert(1)", "is not an absolute http or https URL"},
      {"java\nscript:alert(1)", "is not an absolute http or https URL"},
      {"data:text/html,x", "is not an absolute http or https URL"},
      {"ftp://example.org/", "is not an absolute http or https URL"},
      {"mailto:a@example.org", "is not an absolute http or https URL"},
      {"/assets/a.png", "is not an absolute http or https URL"},
      {"//example.org/a", "is not an absolute http or https URL"},
      {"example.org/a", "is not an absolute http or https URL"},
      {"https:/example.org", "is not an absolute http or https URL"},
      {"https://", "has no valid host"},
      {"https:///a", "has no valid host"},
      {"https://a..b/", "has no valid host"},
      {"https://.a/", "has no valid host"},
      {"https://a b/", "has no valid host"},
      {"https://a%2eb/", "has no valid host"},
      {"https://[::1/", "has no valid host"},
      {"https://[zz]/", "has no valid host"},
      {"https://xn--\xC3\xA4/", "has no valid host"},
      {"https://user:pass@example.org/", "has a user name, which feeds do not pass on"},
      {"https://example.org:99999/", "has no valid port"},
      {"https://example.org:8o/", "has no valid port"},
      {"https://example.org:0/", "has no valid port"},
      {"https://example.org:65536/", "has no valid port"},
      {"https://example.org:4294967739/", "has no valid port"},
      {"https://example.org:443:443/", "has no valid port"},
  };
  for (const Case& c : cases) {
    BOOST_TEST(read_url(c.text).url.empty(), c.text);
    BOOST_TEST(read_url(c.text).reason == c.expected, c.text << ": " << read_url(c.text).reason);
  }
  BOOST_TEST(read_url("https://" + std::string(64, 'a') + ".org/").url.empty());
}

BOOST_AUTO_TEST_CASE(user_names_and_passwords_are_not_shown) {
  const Case cases[] = {
      {"https://bob:hunter2@e.org/x.png", "https://…@e.org/x.png"},
      {"https://bob@e.org", "https://…@e.org"},
      {"HTTP://a:b@c@e.org:80/@d?f@g", "HTTP://…@e.org:80/@d?f@g"},
      {"//bob:hunter2@e.org/", "//…@e.org/"},
      {"ftp:/bob:hunter2@e.org", "ftp:/…@e.org"},
      {"https:\\\\bob:hunter2@e.org\\x", "https:\\\\…@e.org\\x"},
      {"https://bob:hun\nter 2@e.org", "https://…@e.org"},
      {"https://e.org/?u=https://bob:hunter2@f.org", "https://e.org/?u=https://…@f.org"},
      {"https://e.org/@bob", "https://e.org/@bob"},
      {"/a/b@c", "/a/b@c"},
      {"mailto:a@b.org", "mailto:a@b.org"},
      {"a // b", "a // b"},
      {"//", "//"},
      {"", ""},
  };
  for (const Case& c : cases) BOOST_TEST(without_userinfo(c.text) == c.expected, c.text);
}

BOOST_AUTO_TEST_CASE(hosts_are_found) {
  BOOST_TEST(host_of("https://a.org:80/b") == "a.org");
  BOOST_TEST(host_of("https://a.org") == "a.org");
  BOOST_TEST(host_of("https://a.org?b/c") == "a.org");
  BOOST_TEST(host_of("http://[::1]:80/") == "[::1]");
}

BOOST_AUTO_TEST_CASE(links_are_resolved_against_the_entry) {
  const Case cases[] = {
      {"c", "https://a.org/x/c"},
      {"../c", "https://a.org/c"},
      {"../../../c", "https://a.org/c"},
      {"../../..", "https://a.org/"},
      {"/../..?q", "https://a.org/?q"},
      {"/..a", "https://a.org/..a"},
      {"/c?d#e", "https://a.org/c?d#e"},
      {"?q", "https://a.org/x/y?q"},
      {"#f", "https://a.org/x/y?z#f"},
      {"", "https://a.org/x/y?z"},
      {"//b.org/c", "https://b.org/c"},
      {"\\\\b.org\\c", "https://b.org/c"},
      {"http://B.org", "http://b.org"},
      {" a b|c ", "https://a.org/x/a%20b%7Cc"},
      {"ä.png", "https://a.org/x/%C3%A4.png"},
      {"./a:b", "https://a.org/x/a:b"},
      {"1:b", "https://a.org/x/1:b"},
      {"javascript:alert(1)", ""},
      {" java\tscript:alert(1)", ""},
      {"\x01javascript:alert(1)", ""},
      {"JaVaScRiPt:alert(1)", ""},
      {"data:image/png;base64,x", ""},
      {"mailto:a@b.org", ""},
      {"vbscript:x", ""},
      {"http://", ""},
  };
  for (const Case& c : cases) {
    const std::string url = resolve_url("https://a.org/x/y?z", c.text);
    BOOST_TEST(url == c.expected, c.text << " gives " << url);
  }
}

BOOST_AUTO_TEST_CASE(links_are_resolved_against_any_url) {
  const struct {
    const char* base;
    const char* reference;
    const char* expected;
  } cases[] = {
      {"https://e.org/4?q#f", "", "https://e.org/4?q"},
      {"https://e.org/4?q#f", "?r", "https://e.org/4?r"},
      {"https://e.org/4?q#f", "?r#g", "https://e.org/4?r#g"},
      {"https://e.org/4?q#f", "#g", "https://e.org/4?q#g"},
      {"https://e.org/4#f?q", "", "https://e.org/4"},
      {"https://e.org/4?a/b#c/d", "e", "https://e.org/e"},
      {"https://h.org", "", "https://h.org"},
      {"https://h.org", "b", "https://h.org/b"},
      {"https://h.org", "../b", "https://h.org/b"},
      {"https://h.org", "?/../z", "https://h.org?/../z"},
      {"https://h.org", "#/../z", "https://h.org#/../z"},
      {"https://h.org?q/", "b?/../z#/./y", "https://h.org/b?/../z#/./y"},
      // RFC 3986 section 5.4.
      {"http://a/b/c/d;p?q", "g", "http://a/b/c/g"},
      {"http://a/b/c/d;p?q", "./g/", "http://a/b/c/g/"},
      {"http://a/b/c/d;p?q", ";x", "http://a/b/c/;x"},
      {"http://a/b/c/d;p?q", "g;x?y#s", "http://a/b/c/g;x?y#s"},
      {"http://a/b/c/d;p?q", ".", "http://a/b/c/"},
      {"http://a/b/c/d;p?q", "..", "http://a/b/"},
      {"http://a/b/c/d;p?q", "../../g", "http://a/g"},
      {"http://a/b/c/d;p?q", "../../../../g", "http://a/g"},
      {"http://a/b/c/d;p?q", "/./g", "http://a/g"},
      {"http://a/b/c/d;p?q", "/../g", "http://a/g"},
      {"http://a/b/c/d;p?q", "..g", "http://a/b/c/..g"},
      {"http://a/b/c/d;p?q", "./../g", "http://a/b/g"},
      {"http://a/b/c/d;p?q", "g/../h", "http://a/b/c/h"},
      {"http://a/b/c/d;p?q", "g;x=1/../y", "http://a/b/c/y"},
      {"http://a/b/c/d;p?q", "g?y/../x", "http://a/b/c/g?y/../x"},
      {"http://a/b/c/d;p?q", "a//../b", "http://a/b/c/a/b"},
  };
  for (const auto& c : cases) {
    const std::string url = resolve_url(c.base, c.reference);
    BOOST_TEST(url == c.expected, c.base << " and " << c.reference << " give " << url);
  }
}

BOOST_AUTO_TEST_CASE(image_sets_are_resolved_candidate_by_candidate) {
  const Case cases[] = {
      {"a.png 1x, b.png 2x", "https://a.org/x/a.png 1x, https://a.org/x/b.png 2x"},
      {" a.png , javascript:x 2x,/c.png 300w ", "https://a.org/x/a.png, https://a.org/c.png 300w"},
      {"a.png,b.png", "https://a.org/x/a.png,b.png"},
      {"a.png, b.png", "https://a.org/x/a.png, https://a.org/x/b.png"},
      {",,,", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    const std::string set = resolve_image_set("https://a.org/x/y", c.text).text;
    BOOST_TEST(set == c.expected, c.text << " gives " << set);
  }
  const ImageSet set =
      resolve_image_set("https://a.org/", "a.png, javascript:x 2x, data:image/png;base64,AA, http:// 3x");
  BOOST_TEST(set.text == "https://a.org/a.png");
  BOOST_TEST(
      set.left_out == (std::vector<std::string_view>{"javascript:x", "data:image/png;base64,AA", "http://"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(only_one_article_has_a_duplicate_key) {
  const Case same[] = {
      {"https://a.org", "https://a.org/"},
      {"https://a.org/b/../c/./d", "https://a.org/c/d"},
      {"https://a.org/b/%2E%2e/c", "https://a.org/c"},
      {"https://a.org/..", "https://a.org/"},
      {"https://a.org/b/.?c=/../d#/../e", "https://a.org/b/?c=/../d#/../e"},
      {"https://a.org/b#", "https://a.org/b"},
      {"https://a.org/b?", "https://a.org/b"},
      {"https://a.org/%7eb%c3%a4", "https://a.org/~b%C3%A4"},
      {"https://a.org/b?utm_source=x&c=d&utm_medium=y", "https://a.org/b?c=d"},
      {"https://a.org/b?utm_source=x", "https://a.org/b"},
      {"https://a.org?utm_source=x#f", "https://a.org/#f"},
  };
  for (const Case& c : same)
    BOOST_TEST(make_duplicate_key(c.text) == c.expected, c.text << ' ' << make_duplicate_key(c.text));
  const Case different[] = {
      {"https://a.org/b", "http://a.org/b"},        {"https://a.org/b", "https://a.org/b/"},
      {"https://a.org/b", "https://a.org/B"},       {"https://a.org/b?c=1", "https://a.org/b?c=2"},
      {"https://a.org/b#c", "https://a.org/b#d"},   {"https://a.org/b?c&d", "https://a.org/b?d&c"},
      {"https://a.org/a%2Fb", "https://a.org/a/b"}, {"https://a.org:8443/", "https://a.org/"},
      {"https://www.a.org/", "https://a.org/"},
  };
  for (const Case& c : different)
    BOOST_TEST(make_duplicate_key(c.text) != make_duplicate_key(c.expected), c.text);
}

BOOST_AUTO_TEST_CASE(ids_are_made_of_the_path) {
  const Case cases[] = {
      {"_news/a.md", "tag:a.org,2026:_news/a"}, {"a.b/c.d.html", "tag:a.org,2026:a.b/c.d"},
      {"a.b/c", "tag:a.org,2026:a.b/c"},        {"ä b/%?#.txt", "tag:a.org,2026:%C3%A4%20b/%25%3F%23"},
      {"_a/.md", "tag:a.org,2026:_a/.md"},
  };
  for (const Case& c : cases) BOOST_TEST(make_tag_uri("a.org,2026", c.text) == c.expected, c.text);
}

BOOST_AUTO_TEST_CASE(ids_of_seeds_are_iris) {
  for (const char* iri :
       {"urn:uuid:5d1f0b0a-6f5e-4a57-9c39-0c8e2f6d7a11", "https://a.org/ä", "tag:a.org,2020:b"}) {
    BOOST_TEST(is_iri(iri), iri);
  }
  for (const char* other : {"", "42", "abc", ":a", "1a:b", "a:", "a:b c", "a:<b>", "a:b\nc", "a_b:c"})
    BOOST_TEST(!is_iri(other), other);
  BOOST_TEST(!is_iri("a:" + std::string(1'023, 'b')));
}

BOOST_AUTO_TEST_CASE(files_are_told_from_pages_by_their_extension) {
  const Case cases[] = {
      {"https://a.org/b.zip", "application/zip"},
      {"https://a.org/b.PDF?x=y.html", "application/pdf"},
      {"https://a.org/b.msapp", "application/octet-stream"},
      {"https://a.org/b.mp4#t=1", "video/mp4"},
      {"https://a.org/b.appinstaller", "application/octet-stream"},
      {"https://a.org/b.tar.gz", "application/gzip"},
      {"https://a.org/b-1.2.WHL", "application/octet-stream"},
      {"https://a.org/b.zst", "application/zstd"},
      {"https://a.org/b.3gp", "video/3gpp"},
      {"https://a.org/b.7z", "application/x-7z-compressed"},
      {"https://a.org/a%20b%20(3).docx",
       "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {"https://a.org/b.xyz", ""},
      {"https://www.nuget.org/packages/Foo.Bar", ""},
      {"https://www.nuget.org/packages/Newtonsoft.Json", ""},
      {"https://github.com/x/y/releases/tag/v1.2", ""},
      {"https://a.org/Node.js", ""},
      {"https://a.org/b.zip/", ""},
      {"https://a.zip", ""},
      {"https://a.org/b.html", ""},
      {"https://a.org/b.aspx", ""},
      {"https://a.org/b", ""},
      {"https://a.org/b/", ""},
      {"https://a.org/b.", ""},
      {"https://a.org/.hidden", ""},
      {"https://a.org", ""},
      {"https://a.org/version-1.2.3-something", ""},
      {"https://a.org/b.verylongending", ""},
      {"https://a.org/?file=b.zip", ""},
  };
  for (const Case& c : cases) BOOST_TEST(guess_media_type(c.text) == c.expected, c.text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
