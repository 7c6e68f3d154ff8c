// SPDX-License-Identifier: MIT
#include "daemon/serve/make_resource.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

#include "daemon/serve/compress.hpp"
#include "tests/serve/decode.hpp"
#include "tests/serve/text.hpp"

namespace feed_exporter {
namespace {

using std::chrono::sys_seconds;

const ResourceTraits traits{.format = "atom",
                            .content_type = "application/atom+xml; charset=utf-8",
                            .cache_control = "max-age=900",
                            .link = "<https://example.org/feeds/ai.atom>; rel=\"self\"",
                            .further_lines = "Content-Security-Policy: default-src 'none'\r\n"};
constexpr sys_seconds stamp{std::chrono::seconds{784'111'777}};

BOOST_AUTO_TEST_SUITE(resources)

BOOST_AUTO_TEST_CASE(dates_are_those_of_http) {
  const std::pair<std::int64_t, std::string> cases[] = {{784'111'777, "Sun, 06 Nov 1994 08:49:37 GMT"},
                                                        {0, "Thu, 01 Jan 1970 00:00:00 GMT"},
                                                        {951'782'400, "Tue, 29 Feb 2000 00:00:00 GMT"},
                                                        {-1, "Wed, 31 Dec 1969 23:59:59 GMT"},
                                                        {4'102'444'799, "Thu, 31 Dec 2099 23:59:59 GMT"}};
  for (const auto& [seconds, text] : cases) {
    BOOST_TEST(format_last_modified(sys_seconds{std::chrono::seconds{seconds}}) == text);
  }
}

BOOST_AUTO_TEST_CASE(all_codings_hold_the_document) {
  for (const std::size_t size : {1'000U, 200'000U}) {
    const std::string document = make_markup(size, 1);
    const auto resource = make_resource(traits, document, stamp);
    std::set<std::string> etags;
    for (std::size_t i = 0; i < coding_count; ++i) {
      const auto coding = static_cast<Coding>(i);
      const auto& representation = resource->representations[i];
      BOOST_REQUIRE(representation);
      const std::string bytes = representation->body.read();
      BOOST_TEST((decode(coding, bytes, size) == document));
      BOOST_TEST(representation->etag == make_etag(bytes, coding));
      etags.insert(representation->etag);
    }
    BOOST_TEST(etags.size() == coding_count);
  }
}

BOOST_AUTO_TEST_CASE(heads_say_it_all) {
  const std::string document = make_markup(1'000, 1);
  const auto resource = make_resource(traits, document, stamp);
  const Representation& gzip = *resource->representations[static_cast<std::size_t>(Coding::gzip)];
  const std::string common = "ETag: " + gzip.etag +
                             "\r\nCache-Control: public, max-age=900\r\n"
                             "Vary: Accept-Encoding\r\n"
                             "Access-Control-Allow-Origin: *\r\n"
                             "Access-Control-Expose-Headers: ETag, Link\r\n";
  const std::string last_modified = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
  BOOST_TEST(gzip.head_304 == common + last_modified);
  BOOST_TEST(gzip.head_200 ==
             "Content-Type: application/atom+xml; charset=utf-8\r\n"
             "Content-Length: " +
                 std::to_string(gzip.body.size()) + "\r\nContent-Encoding: gzip\r\n" + common +
                 "Accept-Ranges: none\r\n"
                 "X-Content-Type-Options: nosniff\r\n"
                 "Link: <https://example.org/feeds/ai.atom>; rel=\"self\"\r\n"
                 "Content-Security-Policy: default-src 'none'\r\n" +
                 last_modified);
  BOOST_TEST(gzip.window_200.empty());
  BOOST_TEST(&gzip.head(200, true) == &gzip.head_200);
  BOOST_TEST(resource->identity().head_200.find("Content-Encoding") == std::string::npos);
  BOOST_TEST(resource->identity().head_200.find("Content-Length: 1000\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_tiny_document_is_offered_as_it_is) {
  const auto resource = make_resource(traits, "tiny", std::nullopt);
  for (const Coding coding : {Coding::brotli, Coding::zstd, Coding::gzip}) {
    BOOST_TEST(!resource->representations[static_cast<std::size_t>(coding)]);
  }
  BOOST_TEST(resource->identity().body.read() == "tiny");
  BOOST_TEST(resource->last_modified.empty());
  BOOST_TEST(resource->identity().head_304.find("Last-Modified") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(etags_are_quoted_digests_with_the_coding) {
  // XXH3-128 of nothing, canonical order, as the reference implementation has it.
  BOOST_TEST(make_etag("", Coding::identity) == "\"99aa06d3014798d86001c324468d497f\"");
  BOOST_TEST(make_etag("", Coding::gzip) == "\"99aa06d3014798d86001c324468d497f-gzip\"");
  BOOST_TEST(make_etag("a", Coding::brotli).ends_with("-br\""));
  BOOST_TEST(make_etag("a", Coding::identity) != make_etag("b", Coding::identity));
}

/// That both have the same bytes, not only equal ones.
void check_same_bodies(const Resource& one, const Resource& other) {
  for (std::size_t i = 0; i < coding_count; ++i) {
    const Representation& left = *one.representations[i];
    const Representation& right = *other.representations[i];
    BOOST_TEST(left.etag == right.etag);
    BOOST_TEST(left.body.descriptor() == right.body.descriptor());
    BOOST_TEST(left.body.memory().data() == right.body.memory().data());
  }
}

BOOST_AUTO_TEST_CASE(new_heads_share_the_old_bodies) {
  const std::string document = make_markup(200'000, 1);
  const std::size_t before = Body::open_descriptors();
  const auto resource = make_resource(traits, document, stamp);
  const std::size_t after = Body::open_descriptors();
  BOOST_TEST(after > before);
  ResourceTraits other = traits;
  other.cache_control = "max-age=60";
  const auto remade = remake_heads(*resource, other);
  BOOST_TEST(Body::open_descriptors() == after);
  check_same_bodies(*resource, *remade);
  BOOST_TEST(remade->last_modified == resource->last_modified);
  BOOST_TEST(remade->identity().head_200.find("Cache-Control: public, max-age=60\r\n") != std::string::npos);
  BOOST_TEST(remade->identity().head_304.find("Cache-Control: public, max-age=60\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_date_added_later_makes_the_same_resource) {
  const std::string document = make_markup(200'000, 1);
  ResourceTraits feed = traits;
  feed.window_type = "application/xml";
  const auto dated = make_resource(feed, document, stamp);
  const auto undated = make_resource(feed, document, std::nullopt);
  const auto added = add_last_modified(*undated, stamp);
  check_same_bodies(*undated, *added);
  BOOST_TEST(added->last_modified == dated->last_modified);
  BOOST_TEST(added->format == dated->format);
  for (std::size_t i = 0; i < coding_count; ++i) {
    for (const int status : {200, 304}) {
      for (const bool in_window : {false, true}) {
        BOOST_TEST(added->representations[i]->head(status, in_window) ==
                   dated->representations[i]->head(status, in_window));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(cache_control_lets_caches_serve_stale_feeds_for_a_while) {
  BOOST_TEST(make_cache_control(std::chrono::seconds{900}) ==
             "max-age=900, stale-while-revalidate=900, stale-if-error=86400");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
