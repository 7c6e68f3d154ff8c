// SPDX-License-Identifier: MIT
#include "tests/exporters/rendered.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>
#include <boost/test/unit_test.hpp>

namespace feed_exporter::testing {

std::string rendered(const Feed& feed, std::string_view suffix) {
  std::string out;
  find_format(suffix)->render(feed, out);
  return out;
}

std::unique_ptr<pugi::xml_document> rendered_xml(const Feed& feed, std::string_view suffix) {
  const std::string text = rendered(feed, suffix);
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result =
      document->load_buffer(text.data(), text.size(), pugi::parse_full | pugi::parse_ws_pcdata_single);
  BOOST_REQUIRE_MESSAGE(result, result.description());
  return document;
}

boost::json::value rendered_json(const Feed& feed) {
  return boost::json::parse(rendered(feed, "json"));
}

std::vector<std::string> find_all(const pugi::xml_node& root, const std::string& path) {
  std::vector<std::string> found;
  for (const pugi::xpath_node& node : root.select_nodes(path.c_str())) {
    found.emplace_back(node.attribute() ? node.attribute().value() : node.node().child_value());
  }
  return found;
}

void check_nodes(const pugi::xml_node& root, const std::vector<Expectation>& expectations) {
  for (const Expectation& expected : expectations) {
    BOOST_TEST_CONTEXT(expected.path) {
      BOOST_TEST(find_all(root, expected.path) == expected.found, boost::test_tools::per_element());
    }
  }
}

std::string at_pointer(const boost::json::value& document, const std::string& pointer) {
  boost::system::error_code error;
  const boost::json::value* found = document.find_pointer(pointer, error);
  return found == nullptr ? "-" : boost::json::serialize(*found);
}

}  // namespace feed_exporter::testing
