// SPDX-License-Identifier: MIT
#include "exporters/asset.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <pugixml.hpp>
#include <string_view>

#include "exporters/format.hpp"
#include "exporters/page.hpp"
#include "exporters/stylesheet.hpp"

namespace feed_exporter {
namespace {

const Asset* find_asset(std::string_view path) {
  const auto found = std::ranges::find(assets(), path, &Asset::path);
  return found == assets().end() ? nullptr : &*found;
}

BOOST_AUTO_TEST_SUITE(asset)

BOOST_AUTO_TEST_CASE(holds_what_pages_and_feeds_refer_to) {
  for (const std::string_view path : {page_stylesheet_path, feed_stylesheet_path, favicon_path}) {
    BOOST_REQUIRE_MESSAGE(find_asset(path) != nullptr, path);
    BOOST_TEST(!find_asset(path)->bytes.empty());
    // What forwards the feeds forwards these; and no topic has such an address.
    BOOST_TEST(path.starts_with("/feeds/"));
    BOOST_TEST(find_format(path.substr(path.rfind('.') + 1)) == nullptr);
  }
}

BOOST_AUTO_TEST_CASE(is_a_picture_that_is_well_formed) {
  const Asset& icon = *find_asset(favicon_path);
  pugi::xml_document document;
  BOOST_TEST(document.load_buffer(icon.bytes.data(), icon.bytes.size()));
  BOOST_TEST(icon.content_type == "image/svg+xml");
}

BOOST_AUTO_TEST_CASE(style_sheets_close_their_braces_and_load_nothing_from_elsewhere) {
  for (const std::string_view css : {page_stylesheet(), feed_stylesheet()}) {
    BOOST_TEST(std::ranges::count(css, '{') == std::ranges::count(css, '}'));
    BOOST_TEST(css.find("@import") == std::string_view::npos);
    BOOST_TEST(css.find("url(//") == std::string_view::npos);
  }
  BOOST_TEST(page_stylesheet().find("://") == std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(leaves_a_full_page_room_below_30_kb) {
  BOOST_TEST(page_budget + page_stylesheet().size() <= 30'000U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
