// SPDX-License-Identifier: MIT
#include "daemon/serve/handler.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "daemon/serve/make_resource.hpp"
#include "tests/serve/text.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view date = "Sun, 06 Nov 1994 08:49:37 GMT";

std::shared_ptr<const Resource> make_document(std::string_view format, std::string_view document) {
  return make_resource({.format = format, .content_type = "text/plain", .cache_control = "max-age=60"},
                       document, std::chrono::sys_seconds{784'111'777s});
}

/// `/`, the feeds of `ai` and `café`, and the alias `artificial-intelligence`.
std::shared_ptr<Snapshot> make_snapshot() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->site.base_url = "https://example.org";
  snapshot->site.title = "Example";
  snapshot->site.max_age = 900s;
  snapshot->readiness.ready = true;
  snapshot->names = std::make_shared<FeedNames>(
      make_feed_names({{"ai", "AI"}, {"all", "All"}, {"caf\xC3\xA9", "Caf\xC3\xA9"}},
                      {{"artificial-intelligence", "ai"}, {"gone-alias", "gone"}}));
  for (const char* path : {"/", "/feeds/ai", "/feeds/ai.atom", "/feeds/ai.rss", "/feeds/caf\xC3\xA9.json"}) {
    snapshot->resources.insert_or_assign(path, make_document(path, path + make_markup(1'000, 1)));
  }
  return snapshot;
}

Reply get(const Snapshot* snapshot, std::string_view target) {
  return handle(snapshot, {.target = target});
}

bool has_line(const std::string& head, std::string_view line) {
  return ("\r\n" + head).find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

BOOST_AUTO_TEST_SUITE(handler)

BOOST_AUTO_TEST_CASE(a_feed_in_a_browser_s_window_is_labelled_so_that_its_style_sheet_counts) {
  const auto snapshot = make_snapshot();
  for (const std::string& format : std::vector<std::string>{"atom", "rss"}) {
    const std::string path = "/feeds/ai." + format;
    const std::string type = "application/" + format + "+xml; charset=utf-8";
    const ResourceTraits traits{.format = "feed",
                                .content_type = type,
                                .window_type = "application/xml; charset=utf-8",
                                .cache_control = "max-age=900"};
    snapshot->resources.insert_or_assign(
        path, make_resource(traits, make_markup(1'000, 1), std::chrono::sys_seconds{784'111'777s}));
    for (const auto& [if_none_match, status] : {std::pair("", 200), std::pair("*", 304)}) {
      const Reply window = handle(
          snapshot.get(), {.target = path, .if_none_match = if_none_match, .fetch_destination = "document"});
      BOOST_TEST(window.status == status);
      BOOST_REQUIRE(window.representation != nullptr);
      const std::string& head = window.representation->head(status, window.in_window);
      BOOST_TEST(has_line(head, "Content-Type: application/xml; charset=utf-8") == (status == 200));
      BOOST_TEST(has_line(head, "Cache-Control: private, max-age=900"));
      BOOST_TEST(has_line(head, "Vary: Accept-Encoding, Sec-Fetch-Dest"));
      BOOST_TEST(has_line(head, "ETag: " + window.representation->etag));
    }
    for (const std::string_view destination : {"", "empty", "image"}) {
      const Reply reader = handle(snapshot.get(), {.target = path, .fetch_destination = destination});
      BOOST_TEST(!reader.in_window);
      BOOST_TEST(has_line(reader.representation->head_200, "Content-Type: " + type));
      BOOST_TEST(has_line(reader.representation->head_200, "Cache-Control: public, max-age=900"));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_missing_while_the_seeds_cannot_be_read_may_come_back) {
  const auto snapshot = make_snapshot();
  BOOST_TEST(get(snapshot.get(), "/feeds/later.atom").status == 404);
  snapshot->readiness.ready = false;
  const Reply reply = get(snapshot.get(), "/feeds/later.atom");
  BOOST_TEST(reply.status == 503);
  BOOST_TEST(has_line(reply.own_head, "Retry-After: 60"));
  BOOST_TEST(get(snapshot.get(), "/feeds/ai.atom").status == 200);
}

BOOST_AUTO_TEST_CASE(answers_by_method_and_target) {
  struct Case {
    Method method;
    std::string target;
    int status;
    std::string format;
  };
  const std::vector<Case> cases = {
      {Method::get, "/", 200, "/"},
      {Method::head, "/", 200, "/"},
      {Method::get, "/?q=1", 200, "/"},
      {Method::get, "/feeds/ai", 200, "/feeds/ai"},
      {Method::get, "/feeds/ai.atom", 200, "/feeds/ai.atom"},
      {Method::get, "/feeds/%61i.atom", 200, "/feeds/ai.atom"},
      {Method::get, "/feeds/caf%C3%A9.json", 200, "/feeds/caf\xC3\xA9.json"},
      {Method::get, "/feeds/caf%c3%a9.json?x", 200, "/feeds/caf\xC3\xA9.json"},
      {Method::get, "http://elsewhere.example/feeds/ai.atom", 200, "/feeds/ai.atom"},
      {Method::get, "/feeds/caf\xC3\xA9.json", 400, "error"},
      {Method::get, "/feeds/ai.atom%00", 400, "error"},
      {Method::get, "/feeds/../feeds/ai.atom", 400, "error"},
      {Method::get, "/feeds%2Fai.atom", 400, "error"},
      {Method::get, "*", 400, "error"},
      {Method::head, "*", 400, "error"},
      {Method::get, "", 400, "error"},
      {Method::get, "example.org:443", 400, "error"},
      {Method::get, "//example.org/feeds/ai.atom", 404, "error"},
      {Method::get, "//feeds/ai.atom", 404, "error"},
      {Method::get, "/feeds/ai.atom/", 404, "error"},
      {Method::get, "/feeds/ai/", 404, "error"},
      {Method::get, "/feeds/AI.atom", 404, "error"},
      {Method::get, "/feeds/", 301, "redirect"},
      {Method::get, "/feeds", 301, "redirect"},
      {Method::get, "/feeds/gone-alias.atom", 404, "error"},
      {Method::get, "/feeds/artificial-intelligence.json", 404, "error"},
      {Method::get, "/feeds/artificial-intelligence.xml", 404, "error"},
      {Method::get, "/wp-login.php", 404, "error"},
      {Method::get, "/feeds/artificial-intelligence.atom", 301, "redirect"},
      {Method::head, "/feeds/artificial-intelligence", 301, "redirect"},
      {Method::get, "/healthz", 200, "health"},
      {Method::get, "/readyz", 200, "health"},
      {Method::get, "/metrics", 200, "metrics"},
      {Method::options, "*", 204, "options"},
      {Method::options, "/feeds/ai.atom", 204, "options"},
      {Method::options, "/feeds/none.atom", 204, "options"},
      {Method::options, "/%zz", 400, "error"},
      {Method::known_other, "/", 405, "error"},
      {Method::known_other, "example.org:443", 405, "error"},
      {Method::unknown, "/", 501, "error"},
      {Method::unknown, "nonsense", 501, "error"},
  };
  const auto snapshot = make_snapshot();
  for (const Case& test : cases) {
    BOOST_TEST_CONTEXT(test.target << " by method " << static_cast<int>(test.method)) {
      const Reply reply = handle(snapshot.get(), {.method = test.method, .target = test.target});
      BOOST_TEST(reply.status == test.status);
      BOOST_TEST(reply.format == test.format);
      BOOST_TEST((reply.need == (test.format == "metrics" ? Need::metrics : Need::nothing)));
      BOOST_TEST((reply.representation == nullptr) == (test.format[0] != '/'));
      BOOST_TEST((reply.representation == nullptr) == !reply.own_head.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(before_the_first_snapshot_only_the_state_is_answered) {
  struct Case {
    Method method;
    std::string target;
    int status;
  };
  const std::vector<Case> cases = {
      {Method::get, "/healthz", 200},  {Method::head, "/healthz", 200}, {Method::get, "/metrics", 200},
      {Method::get, "/readyz", 503},   {Method::get, "/", 503},         {Method::get, "/feeds/ai.atom", 503},
      {Method::get, "/nonsense", 503}, {Method::get, "/%zz", 400},      {Method::options, "/", 204},
      {Method::known_other, "/", 405}, {Method::unknown, "/", 501},
  };
  for (const Case& test : cases) {
    BOOST_TEST_CONTEXT(test.target) {
      const Reply reply = handle(nullptr, {.method = test.method, .target = test.target});
      BOOST_TEST(reply.status == test.status);
      if (reply.status == 503) BOOST_TEST(has_line(reply.own_head, "Retry-After: 1"));
      if (reply.status == 503) BOOST_TEST(has_line(reply.own_head, "Cache-Control: no-store"));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_base_path_counts_before_the_first_snapshot) {
  const std::pair<std::string, int> cases[] = {
      {"/news/healthz", 200}, {"/healthz", 200},       {"/news/metrics", 200},       {"/news/readyz", 503},
      {"/newshealthz", 503},  {"/other/healthz", 503}, {"/news/feeds/ai.atom", 503},
  };
  for (const auto& [target, status] : cases) {
    const Reply reply = handle(nullptr, {.target = target}, "/news");
    BOOST_TEST(reply.status == status, target);
    BOOST_TEST((reply.format == "error") == (status == 503 && target != "/news/readyz"), target);
  }
}

BOOST_AUTO_TEST_CASE(conditional_requests) {
  const auto snapshot = make_snapshot();
  const auto resource = *snapshot->resources.get("/feeds/ai.atom");
  const auto etag = [&](Coding coding) {
    return resource->representations[static_cast<std::size_t>(coding)]->etag;
  };
  const std::string plain = etag(Coding::identity);
  const std::string gzip = etag(Coding::gzip);
  const std::string br = etag(Coding::brotli);
  const std::string other_date = "Sun, 06 Nov 1994 08:49:38 GMT";
  struct Case {
    std::string if_none_match;
    std::string if_modified_since;
    std::string accept_encoding;
    int status;
    std::string etag;
  };
  const std::vector<Case> cases = {
      {"", "", "", 200, plain},
      {plain, "", "", 304, plain},
      {"W/" + plain, "", "", 304, plain},
      {"\"old\", " + plain, "", "", 304, plain},
      {"*", "", "", 304, plain},
      {"\"old\"", "", "", 200, plain},
      // A date is looked at only where there are no tags, and only the very one counts.
      {"", std::string(date), "", 304, plain},
      {"", other_date, "", 200, plain},
      {"", "Sun, 06 Nov 1994 08:49:36 GMT", "", 200, plain},
      {"", "Sunday, 06-Nov-94 08:49:37 GMT", "", 200, plain},
      {"", "nonsense", "", 200, plain},
      {"\"old\"", std::string(date), "", 200, plain},
      {plain, other_date, "", 304, plain},
      // Each coding has its own tag.
      {plain, "", "gzip", 304, plain},
      {gzip, "", "gzip", 304, gzip},
      {"W/" + gzip, "", "gzip", 304, gzip},
      {gzip, "", "", 200, plain},
      {gzip, "", "br", 200, br},
      {gzip, "", "gzip, br", 304, gzip},
      {"\"old\"", "", "gzip, br", 200, br},
      {"", std::string(date), "gzip, br", 304, br},
  };
  for (const Case& test : cases) {
    for (const Method method : {Method::get, Method::head}) {
      BOOST_TEST_CONTEXT("If-None-Match: " << test.if_none_match
                                           << " If-Modified-Since: " << test.if_modified_since
                                           << " Accept-Encoding: " << test.accept_encoding) {
        const Reply reply = handle(snapshot.get(), {.method = method,
                                                    .target = "/feeds/ai.atom",
                                                    .if_none_match = test.if_none_match,
                                                    .if_modified_since = test.if_modified_since,
                                                    .accept_encoding = test.accept_encoding});
        BOOST_TEST(reply.status == test.status);
        BOOST_REQUIRE(reply.representation != nullptr);
        BOOST_TEST(reply.representation->etag == test.etag);
        BOOST_TEST(reply.resource == resource);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(requests_that_depend_on_a_state) {
  const auto snapshot = make_snapshot();
  const auto resource = *snapshot->resources.get("/feeds/ai.atom");
  const std::string plain = resource->identity().etag;
  const std::string gzip = resource->representations[static_cast<std::size_t>(Coding::gzip)]->etag;
  const std::string earlier = "Sun, 06 Nov 1994 08:49:36 GMT";
  const std::string later = "Sun, 06 Nov 1994 08:49:38 GMT";
  struct Case {
    std::string if_match;
    std::string if_unmodified_since;
    std::string if_none_match;
    std::string accept_encoding;
    int status;
    std::string etag;
  };
  const std::vector<Case> cases = {
      {plain, "", "", "", 200, plain},
      {"*", "", "", "", 200, plain},
      {"\"old\", " + plain, "", "", "", 200, plain},
      {"\"old\"", "", "", "", 412, ""},
      {"W/" + plain, "", "", "", 412, ""},
      {"nonsense", "", "", "", 412, ""},
      {gzip, "", "", "", 412, ""},
      {gzip, "", "", "gzip, br", 200, gzip},
      {"", std::string(date), "", "", 200, plain},
      {"", later, "", "", 200, plain},
      {"", "Sunday, 06-Nov-94 08:49:38 GMT", "", "", 200, plain},
      {"", earlier, "", "", 412, ""},
      {"", "Sun Nov  6 08:49:36 1994", "", "", 412, ""},
      {"", "nonsense", "", "", 200, plain},
      // The date is not looked at if there are tags.
      {plain, earlier, "", "", 200, plain},
      {"\"old\"", later, "", "", 412, ""},
      // What the client depends on comes before what it has.
      {plain, "", plain, "", 304, plain},
      {"\"old\"", "", plain, "", 412, ""},
      {"", earlier, plain, "", 412, ""},
  };
  for (const Case& test : cases) {
    for (const Method method : {Method::get, Method::head}) {
      BOOST_TEST_CONTEXT("If-Match: " << test.if_match << " If-Unmodified-Since: " << test.if_unmodified_since
                                      << " If-None-Match: " << test.if_none_match) {
        const Reply reply = handle(snapshot.get(), {.method = method,
                                                    .target = "/feeds/ai.atom",
                                                    .if_match = test.if_match,
                                                    .if_unmodified_since = test.if_unmodified_since,
                                                    .if_none_match = test.if_none_match,
                                                    .accept_encoding = test.accept_encoding});
        BOOST_TEST(reply.status == test.status);
        BOOST_TEST((reply.representation ? reply.representation->etag : "") == test.etag);
      }
    }
  }
  // RFC 9110 section 13.2.1: they count only where the answer would be 2xx.
  for (const auto& [target, status] :
       {std::pair("/feeds/none.atom", 404), std::pair("/feeds/artificial-intelligence.atom", 301)}) {
    BOOST_TEST(handle(snapshot.get(), {.target = target, .if_match = "\"old\""}).status == status);
  }
}

BOOST_AUTO_TEST_CASE(a_resource_without_a_date_matches_none) {
  Snapshot snapshot;
  snapshot.resources.insert_or_assign(
      "/", make_resource({.format = "x", .content_type = "text/plain"}, "document", std::nullopt));
  for (const std::string_view since : {std::string_view(""), date}) {
    BOOST_TEST(handle(&snapshot, {.target = "/", .if_modified_since = since}).status == 200);
    BOOST_TEST(handle(&snapshot, {.target = "/", .if_unmodified_since = since}).status == 200);
  }
}

BOOST_AUTO_TEST_CASE(refuses_only_what_it_has_in_no_acceptable_coding) {
  const auto snapshot = make_snapshot();
  const auto ask = [&](std::string_view accept_encoding) {
    return handle(snapshot.get(), {.target = "/", .accept_encoding = accept_encoding});
  };
  BOOST_TEST(ask("deflate").status == 200);
  const Reply refused = ask("deflate, identity;q=0");
  BOOST_TEST(refused.status == 406);
  BOOST_TEST(has_line(refused.own_head, "Vary: Accept-Encoding"));
  BOOST_TEST(ask("*;q=0").status == 406);
  BOOST_TEST(ask("identity;q=0, zstd").status == 200);
}

BOOST_AUTO_TEST_CASE(an_alias_keeps_suffix_and_query) {
  const auto snapshot = make_snapshot();
  const std::pair<std::string, std::string> cases[] = {
      {"/feeds/artificial-intelligence", "https://example.org/feeds/ai"},
      {"/feeds/artificial-intelligence.rss", "https://example.org/feeds/ai.rss"},
      {"/feeds/artificial-intelligence.atom?a=b&c=%20d", "https://example.org/feeds/ai.atom?a=b&c=%20d"},
      {"/feeds/artificial-intelligence?\"<>|{}^`[]!$&'()*+,;=:@/?-._~%22",
       "https://example.org/feeds/ai?%22%3C%3E%7C%7B%7D%5E%60%5B%5D!$&'()*+,;=:@/?-._~%22"},
      {"http://elsewhere.example/feeds/artificial-intelligence.atom", "https://example.org/feeds/ai.atom"},
      {"/feeds/artificial%2Dintelligence.atom", "https://example.org/feeds/ai.atom"},
  };
  for (const auto& [target, location] : cases) {
    const Reply reply = get(snapshot.get(), target);
    BOOST_TEST(reply.status == 301);
    BOOST_TEST(has_line(reply.own_head, "Location: " + location));
    BOOST_TEST(has_line(reply.own_head, "Cache-Control: public, max-age=900"));
  }
}

BOOST_AUTO_TEST_CASE(the_base_path_may_be_there_or_stripped) {
  const auto snapshot = make_snapshot();
  snapshot->site.base_url = "https://example.org/news";
  snapshot->base_path = "/news";
  const std::pair<std::string, int> cases[] = {{"/news", 200},
                                               {"/news/", 200},
                                               {"/news/feeds/ai.atom", 200},
                                               {"/feeds/ai.atom", 200},
                                               {"/", 200},
                                               {"/news/healthz", 200},
                                               {"/healthz", 200},
                                               {"/news/metrics", 200},
                                               {"/newsfeeds", 404},
                                               {"/news/news", 404},
                                               {"/news//feeds/ai.atom", 404},
                                               {"/news/feeds/none", 404},
                                               {"/n%65ws/feeds/ai", 200},
                                               {"/news/feeds/artificial-intelligence", 301}};
  for (const auto& [target, status] : cases) {
    BOOST_TEST_CONTEXT(target) {
      BOOST_TEST(get(snapshot.get(), target).status == status);
    }
  }
  const Reply alias = get(snapshot.get(), "/feeds/artificial-intelligence");
  BOOST_TEST(has_line(alias.own_head, "Location: https://example.org/news/feeds/ai"));
}

BOOST_AUTO_TEST_CASE(a_base_path_named_like_a_folder_hides_nothing) {
  const auto snapshot = make_snapshot();
  snapshot->base_path = "/feeds";
  BOOST_TEST(get(snapshot.get(), "/feeds/ai.atom").format == "/feeds/ai.atom");
  BOOST_TEST(get(snapshot.get(), "/feeds/feeds/ai.atom").format == "/feeds/ai.atom");
  BOOST_TEST(get(snapshot.get(), "/feeds").format == "/");
}

BOOST_AUTO_TEST_CASE(the_folder_of_the_feeds_leads_to_the_index) {
  const auto snapshot = make_snapshot();
  snapshot->site.base_url = "https://example.org/news";
  snapshot->base_path = "/news";
  for (const char* asked : {"/feeds", "/feeds/", "/feeds?x=1", "/news/feeds", "/news/feeds/"}) {
    const Reply reply = get(snapshot.get(), asked);
    BOOST_TEST(reply.status == 301, asked);
    BOOST_TEST(has_line(reply.own_head, "Location: https://example.org/news/"), asked);
    BOOST_TEST(has_line(reply.own_head, "Cache-Control: public, max-age=900"), asked);
  }
}

BOOST_AUTO_TEST_CASE(not_found_names_what_is_near) {
  const auto snapshot = make_snapshot();
  const Reply text = get(snapshot.get(), "/feeds/aii.rss");
  BOOST_TEST(text.status == 404);
  BOOST_TEST(text.own_body ==
             "404 Not Found\n\nThere is no such feed. Did you mean:\n"
             "  https://example.org/feeds/ai.rss\n"
             "All feeds: https://example.org/feeds.json\n");
  BOOST_TEST(has_line(text.own_head, "Content-Type: text/plain; charset=utf-8"));
  BOOST_TEST(has_line(text.own_head, "Content-Length: " + std::to_string(text.own_body.size())));
  BOOST_TEST(has_line(text.own_head, "Cache-Control: public, max-age=60"));
  BOOST_TEST(has_line(text.own_head, "Vary: Accept"));

  const Reply accented = get(snapshot.get(), "/feeds/cafe.xml");
  BOOST_TEST(accented.own_body.find("  https://example.org/feeds/caf%C3%A9\n") != std::string::npos);

  std::vector<Tag> topics = snapshot->names->topics;
  topics.push_back({"asp-net", "ASP.NET"});
  topics.push_back({"cplusplus", "C++"});
  snapshot->names = std::make_shared<FeedNames>(make_feed_names(topics, snapshot->names->aliases));
  const std::pair<std::string, std::string> spelt[] = {
      {"/feeds/C%2B%2B", "/feeds/cplusplus\n"},
      {"/feeds/C++.rss", "/feeds/cplusplus.rss\n"},
      {"/feeds/ASP.NET", "/feeds/asp-net\n"},
      {"/feeds/Artificial%20Inteligence.json", "/feeds/ai.json\n"},
      {"/feeds/ai/", "/feeds/ai\n"},
      {"/feeds/ai.atom/", "/feeds/ai.atom\n"},
      {"/feeds/aii.rss//", "/feeds/ai.rss\n"},
  };
  for (const auto& [asked, expected] : spelt) {
    BOOST_TEST(
        get(snapshot.get(), asked).own_body.find("  https://example.org" + expected) != std::string::npos,
        asked);
  }

  const Reply nothing = get(snapshot.get(), "/wp-login.php");
  BOOST_TEST(
      nothing.own_body ==
      "404 Not Found\n\nThere is nothing at this address.\nAll feeds: https://example.org/feeds.json\n");
}

BOOST_AUTO_TEST_CASE(people_get_a_page_that_it_is_not_there) {
  const auto snapshot = make_snapshot();
  const Reply page =
      handle(snapshot.get(), {.target = "/feeds/aii", .accept = "text/html,application/xhtml+xml,*/*;q=0.8"});
  BOOST_TEST(page.status == 404);
  BOOST_TEST(has_line(page.own_head, "Content-Type: text/html; charset=utf-8"));
  BOOST_TEST(has_line(page.own_head, "Content-Length: " + std::to_string(page.own_body.size())));
  BOOST_TEST(has_line(page.own_head, "X-Content-Type-Options: nosniff"));
  BOOST_TEST(page.own_head.find("Content-Security-Policy: ") != std::string::npos);
  BOOST_TEST(page.own_body.find("/feeds/ai\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(readiness_gives_its_reasons) {
  Snapshot snapshot;
  struct Case {
    Readiness readiness;
    int status;
    std::string body;
  };
  const std::vector<Case> cases = {
      {{true, {}}, 200, "ready\n"},
      {{true, {}, "no watches left"}, 200, "ready\ndegraded: polling: no watches left\n"},
      {{false, {"seeds: missing", "second"}}, 503, "not ready\ndegraded: seeds: missing\ndegraded: second\n"},
  };
  for (const Case& test : cases) {
    snapshot.readiness = test.readiness;
    const Reply reply = get(&snapshot, "/readyz");
    BOOST_TEST(reply.status == test.status);
    BOOST_TEST(reply.own_body == test.body);
    BOOST_TEST(has_line(reply.own_head, "Cache-Control: no-store"));
  }
  BOOST_TEST(get(nullptr, "/healthz").own_body == "ok\n");
}

BOOST_AUTO_TEST_CASE(every_head_of_its_own_is_well_formed) {
  const auto snapshot = make_snapshot();
  const Request requests[] = {{.method = Method::unknown, .target = "/"},
                              {.method = Method::known_other, .target = "/"},
                              {.method = Method::options, .target = "*"},
                              {.target = "/%zz"},
                              {.target = "/none"},
                              {.target = "/none", .accept = "text/html"},
                              {.target = "/feeds/artificial-intelligence"},
                              {.target = "/healthz"},
                              {.target = "/readyz"},
                              {.target = "/metrics"},
                              {.target = "/", .if_match = "\"old\""},
                              {.target = "/", .accept_encoding = "*;q=0"}};
  for (const Request& request : requests) {
    const Reply reply = handle(snapshot.get(), request);
    const std::string& head = reply.own_head;
    BOOST_TEST_CONTEXT(head) {
      BOOST_TEST(head.ends_with("\r\n"));
      BOOST_TEST(head.find("\r\n\r\n") == std::string::npos);
      // RFC 9110 section 8.6: no length with 204; that of /metrics is the caller's.
      const bool has_length = head.find("Content-Length: ") != std::string::npos;
      BOOST_TEST(has_length == (reply.status != 204 && reply.need == Need::nothing));
      if (has_length) BOOST_TEST(has_line(head, "Content-Length: " + std::to_string(reply.own_body.size())));
      if (reply.status == 405 || reply.status == 204) BOOST_TEST(has_line(head, "Allow: GET, HEAD, OPTIONS"));
      if (reply.need == Need::nothing) BOOST_TEST(has_line(head, "Access-Control-Allow-Origin: *"));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
