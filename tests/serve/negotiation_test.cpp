// SPDX-License-Identifier: MIT
#include "daemon/serve/negotiation.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

/// The codings named in `offered`, each with its name as ETag: `"br"`.
Resource make_offer(std::string_view offered) {
  constexpr std::string_view names[] = {"br", "zstd", "gzip", "identity"};
  Resource resource;
  for (std::size_t i = 0; i < coding_count; ++i) {
    if (offered.find(names[i]) == std::string_view::npos) continue;
    auto representation = std::make_unique<Representation>();
    representation->etag = '"' + std::string(names[i]) + '"';
    resource.representations[i] = std::move(representation);
  }
  return resource;
}

std::string etag_of(const Representation* representation) {
  return representation == nullptr ? "none" : representation->etag;
}

BOOST_AUTO_TEST_SUITE(negotiation)

BOOST_AUTO_TEST_CASE(accept_encoding_selects_a_coding) {
  const std::string all = "br zstd gzip identity";
  struct Case {
    std::string offered;
    std::string accept_encoding;
    std::string selected;
  };
  const std::vector<Case> cases = {
      {all, "", "\"identity\""},
      {all, "gzip", "\"gzip\""},
      {all, "x-gzip", "\"gzip\""},
      {all, "GZip", "\"gzip\""},
      {all, "br", "\"br\""},
      {all, "zstd", "\"zstd\""},
      {all, "gzip, deflate", "\"gzip\""},
      {all, "gzip, deflate, br", "\"br\""},
      {all, "gzip, deflate, br, zstd", "\"br\""},
      {all, "gzip, zstd", "\"zstd\""},
      {all, "deflate, compress", "\"identity\""},
      {all, "gzip;q=1.0, br;q=0.8", "\"gzip\""},
      {all, "gzip;q=0.8,br;q=0.801", "\"br\""},
      {all, "gzip; q=0.5 , br ; q=0.4", "\"gzip\""},
      {all, "gzip;Q=0.5", "\"gzip\""},
      {all, "gzip;q=0", "\"identity\""},
      {all, "gzip;q=0.000", "\"identity\""},
      {all, "gzip;q=0.001", "\"gzip\""},
      {all, "identity", "\"identity\""},
      {all, "identity, gzip", "\"gzip\""},
      {all, "identity;q=1, gzip;q=0.5", "\"identity\""},
      {all, "identity;q=0.5, gzip;q=0.5", "\"gzip\""},
      {all, "identity;q=0", "none"},
      {all, "identity;q=0, gzip", "\"gzip\""},
      {all, "*", "\"br\""},
      {all, "*;q=0.1", "\"br\""},
      {all, "*;q=0", "none"},
      {all, "*;q=0, gzip", "\"gzip\""},
      {all, "*;q=0, identity", "\"identity\""},
      {all, "*;q=0, identity;q=0.1", "\"identity\""},
      {all, "br;q=0, *", "\"zstd\""},
      {all, "gzip;q=0.5, *;q=0.1", "\"gzip\""},
      {all, "gzip;q=0.1, *;q=0.5", "\"br\""},
      {all, "gzip;q=nonsense", "\"identity\""},
      {all, "gzip;q=2", "\"identity\""},
      {all, "gzip;q=-1", "\"identity\""},
      {all, "gzip;q=1.001", "\"identity\""},
      {all, "gzip;q=0.1234", "\"identity\""},
      {all, "gzip;q=", "\"identity\""},
      {all, "gzip;q = 0", "\"identity\""},
      {all, "gzip;q =1", "\"identity\""},
      {all, "gzip;q= 1", "\"identity\""},
      {all, "gzip;q", "\"identity\""},
      {all, "gzip;=1", "\"identity\""},
      {all, "gzip; ;q=0.5;", "\"gzip\""},
      {all, "gzip;level=9", "\"gzip\""},
      {all, ",, ,gzip,,", "\"gzip\""},
      {all, ";q=1, gzip", "\"gzip\""},
      {all, "gzip, gzip;q=0.1, br;q=0.5", "\"gzip\""},
      {all, "gzipped, brotli", "\"identity\""},
      {"gzip identity", "br, gzip;q=0.1", "\"gzip\""},
      {"identity", "br, gzip, zstd", "\"identity\""},
      {"identity", "br, identity;q=0", "none"},
      {"identity", "*", "\"identity\""},
  };
  for (const Case& test : cases) {
    const Resource resource = make_offer(test.offered);
    BOOST_TEST_CONTEXT(test.accept_encoding << " of " << test.offered) {
      const auto weights = parse_accept_encoding(test.accept_encoding);
      BOOST_TEST(etag_of(select_representation(resource, weights)) == test.selected);
    }
  }
}

BOOST_AUTO_TEST_CASE(if_none_match_finds_what_the_client_holds) {
  const Resource resource = make_offer("br zstd gzip identity");
  struct Case {
    std::string accept_encoding;
    std::string if_none_match;
    std::string current;
  };
  const std::vector<Case> cases = {
      {"", "\"identity\"", "\"identity\""},
      {"", "W/\"identity\"", "\"identity\""},
      {"", "*", "\"identity\""},
      {"", "  * ", "\"identity\""},
      {"", "\"old\"", "none"},
      {"", "\"old\", \"identity\"", "\"identity\""},
      {"", "\"old\",\"identity\"", "\"identity\""},
      {"", "W/\"old\" , W/\"identity\" ,", "\"identity\""},
      {"", "\"a,b\", \"identity\"", "\"identity\""},
      {"", "\"x \\\" , \"identity\"", "\"identity\""},
      {"", "identity", "none"},
      {"", "identity, \"identity\"", "\"identity\""},
      {"", "\"identity", "none"},
      {"", "\"Identity\"", "none"},
      {"", "w/\"identity\"", "none"},
      {"", "\"\"", "none"},
      {"", ",", "none"},
      {"", "\"gzip\"", "none"},
      {"gzip", "\"gzip\"", "\"gzip\""},
      {"gzip", "W/\"gzip\"", "\"gzip\""},
      {"gzip", "\"identity\"", "\"identity\""},
      {"gzip, identity;q=0", "\"identity\"", "none"},
      {"gzip, br", "\"gzip\"", "\"gzip\""},
      {"gzip, br", "\"gzip\", \"br\"", "\"gzip\""},
      {"gzip, br", "\"old\", W/\"zstd\"", "none"},
      {"br", "\"gzip\"", "none"},
      {"gzip, br", "*", "\"br\""},
      {"gzip, br", "\"old\", *", "none"},
  };
  for (const Case& test : cases) {
    BOOST_TEST_CONTEXT(test.if_none_match << " with " << test.accept_encoding) {
      const auto weights = parse_accept_encoding(test.accept_encoding);
      const Representation* selected = select_representation(resource, weights);
      BOOST_REQUIRE(selected != nullptr);
      BOOST_TEST(etag_of(find_named(resource, weights, *selected, test.if_none_match, TagComparison::weak)) ==
                 test.current);
    }
  }
}

BOOST_AUTO_TEST_CASE(if_match_names_nothing_by_a_weak_tag) {
  const Resource resource = make_offer("br zstd gzip identity");
  const std::pair<std::string, std::string> cases[] = {
      {"\"identity\"", "\"identity\""},
      {"W/\"identity\"", "none"},
      {"W/\"identity\", \"identity\"", "\"identity\""},
      {"\"old\", \"gzip\"", "\"gzip\""},
      {"W/\"gzip\", \"br\"", "none"},
      {"*", "\"identity\""},
      {"\"old\"", "none"},
  };
  const auto weights = parse_accept_encoding("gzip;q=0.1, identity");
  const Representation* selected = select_representation(resource, weights);
  for (const auto& [if_match, named] : cases) {
    BOOST_TEST(etag_of(find_named(resource, weights, *selected, if_match, TagComparison::strong)) == named,
               if_match);
  }
}

BOOST_AUTO_TEST_CASE(only_browsers_prefer_html) {
  const std::pair<std::string, bool> cases[] = {
      {"", false},
      {"*/*", false},
      {"text/*", false},
      {"text/plain", false},
      {"text/html", true},
      {"Text/HTML", true},
      {"text/html;q=0", false},
      {"text/html;q=bad", false},
      {"text/plain, text/html", false},
      {"text/plain;q=0.5, text/html;q=0.8", true},
      {"text/plain;q=0.8, text/html;q=0.5", false},
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true},
      {"application/atom+xml, application/rss+xml, */*;q=0.1", false},
  };
  for (const auto& [accept, html] : cases) {
    BOOST_TEST_CONTEXT(accept) {
      BOOST_TEST(prefers_html(accept) == html);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
