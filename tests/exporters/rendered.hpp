// SPDX-License-Identifier: MIT
// Documents read back by an XML or JSON parser, so that tests ask for elements and members, not for bytes.
#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "exporters/feed.hpp"
#include "exporters/format.hpp"

namespace feed_exporter::testing {

/// The bytes of `feed` in the format with this suffix.
std::string rendered(const Feed& feed, std::string_view suffix);

/// The document parsed; fails the test if it is not well-formed.
std::unique_ptr<pugi::xml_document> rendered_xml(const Feed& feed, std::string_view suffix);

/// The JSON Feed parsed strictly; fails the test if it is not JSON.
boost::json::value rendered_json(const Feed& feed);

/// What an XPath expression finds, one string a node: the text of an element, the value of an attribute.
std::vector<std::string> find_all(const pugi::xml_node& root, const std::string& path);

/// An XPath expression, and what it finds.
struct Expectation {
  std::string path;
  std::vector<std::string> found;
};
void check_nodes(const pugi::xml_node& root, const std::vector<Expectation>& expectations);

/// What a JSON pointer (RFC 6901) names, serialized; `-` if there is nothing.
std::string at_pointer(const boost::json::value& document, const std::string& pointer);

}  // namespace feed_exporter::testing
