// SPDX-License-Identifier: MIT
#include "daemon/app/site_address.hpp"

#include <boost/test/unit_test.hpp>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(app_site_address)

BOOST_AUTO_TEST_CASE(is_the_configured_one_else_the_listener) {
  SiteSettings settings;
  BOOST_TEST(site_address(settings, "http://127.0.0.1:8080") == "http://127.0.0.1:8080");
  BOOST_TEST(site_address(settings, "unix:/run/x") == "http://localhost");
  settings.base_url = "https://example.org/news";
  BOOST_TEST(site_address(settings, "http://127.0.0.1:8080") == "https://example.org/news");
}

BOOST_AUTO_TEST_CASE(is_doubted_where_ids_or_links_would_not_last) {
  SiteSettings settings;
  const auto doubts = identity_doubts(settings, "http://127.0.0.1:8080");
  BOOST_TEST_REQUIRE(doubts.size() == 2);
  BOOST_TEST(doubts[0].find("authority") != std::string::npos);
  BOOST_TEST(doubts[1].find("http://127.0.0.1:8080") != std::string::npos);
  settings.base_url = "https://example.org";
  BOOST_TEST(identity_doubts(settings, settings.base_url).size() == 1);
  settings.authority = "example.org,2026";
  BOOST_TEST(identity_doubts(settings, settings.base_url).empty());
}

BOOST_AUTO_TEST_CASE(knows_what_only_this_machine_can_reach) {
  for (const char* address : {"http://127.0.0.1:1", "http://127.9.9.9:1", "http://[::1]:1"}) {
    BOOST_TEST(is_loopback(address), address);
  }
  // Whoever asks a proxy reaches the socket behind it.
  for (const char* address : {"http://0.0.0.0:1", "http://[::]:1", "http://192.0.2.1:1", "unix:/x"}) {
    BOOST_TEST(!is_loopback(address), address);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
