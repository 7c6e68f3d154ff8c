// SPDX-License-Identifier: MIT
#include "daemon/app/find_document.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

/// A snapshot whose documents hold nothing but the name by which they are asked for.
struct Site {
  Site() {
    for (const char* path : {"/", "/feeds.json", "/feeds.opml", "/page.css", "/feeds/ai", "/feeds/ai.atom",
                             "/feeds/ai.rss", "/feeds/ai.json", "/feeds/caf\u00e9.atom", "/feeds/all.atom"}) {
      auto resource = std::make_shared<Resource>();
      resource->format = path;
      snapshot.resources.insert_or_assign(path, resource);
    }
    snapshot.names = std::make_shared<FeedNames>(
        make_feed_names({{"ai", ""}, {"all", ""}, {"caf\u00e9", ""}}, {{"artificial-intelligence", "ai"}}));
  }

  std::string find(std::string_view name) const {
    const auto* resource = find_document(snapshot, name);
    return resource == nullptr ? "" : std::string((*resource)->format);
  }

  Snapshot snapshot;
};

BOOST_FIXTURE_TEST_SUITE(app_find_document, Site)

BOOST_AUTO_TEST_CASE(is_found_by_every_name_that_serve_understands) {
  snapshot.base_path = "/news";
  struct Case {
    std::string_view name;
    std::string_view path;
  };
  constexpr Case cases[] = {
      {"feeds/ai.atom", "/feeds/ai.atom"},
      {"/feeds/ai.atom", "/feeds/ai.atom"},
      {"news/feeds/ai.atom", "/feeds/ai.atom"},
      {"/news/feeds/ai.atom", "/feeds/ai.atom"},
      {"https://example.org/news/feeds/ai.atom", "/feeds/ai.atom"},
      {"http://127.0.0.1:8080/feeds/ai.atom?fresh", "/feeds/ai.atom"},
      {"feeds/caf\u00e9.atom", "/feeds/caf\u00e9.atom"},
      {"feeds/caf%C3%A9.atom", "/feeds/caf\u00e9.atom"},
      {"/news/feeds/caf%c3%a9.atom", "/feeds/caf\u00e9.atom"},
      {"feeds/artificial-intelligence.rss", "/feeds/ai.rss"},
      {"news/feeds/artificial%2Dintelligence.rss", "/feeds/ai.rss"},
      {"", "/"},
      {"/", "/"},
      {"news", "/"},
      {"https://example.org/news/", "/"},
      {"feeds/nowhere.atom", ""},
      {"other/feeds/ai.atom", ""},
      {"feeds/ai.xml", ""},
      {"feeds/caf%C3.atom", ""},
      {"https://", ""},
  };
  for (const Case& c : cases) BOOST_TEST(find(c.name) == c.path, c.name);
}

BOOST_AUTO_TEST_CASE(what_is_near_is_named_as_it_can_be_asked_for) {
  struct Case {
    std::string_view name;
    std::vector<std::string> nearest;
  };
  const std::vector<Case> cases = {
      {"feeds/ia.atom", {"feeds/ai.atom"}},
      {"feeds/AI.rss", {"feeds/ai.rss"}},
      {"feeds/ai.xml", {"feeds/ai", "feeds/ai.atom", "feeds/ai.rss", "feeds/ai.json"}},
      {"feeds/cafe.atom", {"feeds/caf\u00e9.atom"}},
      {"feeds/caf%65.atom", {"feeds/caf\u00e9.atom"}},
      {"feeds/ai.atom/", {"feeds/ai.atom"}},
      {"ai", {"feeds/ai"}},
      {"ai.atom", {"feeds/ai.atom"}},
      {"/ia.atom/", {"feeds/ai.atom"}},
      {"feed.opml", {"feeds.opml"}},
      {"entirely/different", {}},
      {"", {}},
  };
  for (const Case& c : cases) {
    BOOST_TEST(nearest_documents(snapshot, c.name) == c.nearest, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
