// SPDX-License-Identifier: MIT
// The few steps in which the XML formats build a document with pugixml. Used by one thread a document.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace feed_exporter {

/// Names of the XML namespaces of the formats.
inline constexpr std::string_view atom_namespace = "http://www.w3.org/2005/Atom";
inline constexpr std::string_view content_namespace = "http://purl.org/rss/1.0/modules/content/";
inline constexpr std::string_view dublin_core_namespace = "http://purl.org/dc/elements/1.1/";
inline constexpr std::string_view media_namespace = "http://search.yahoo.com/mrss/";
inline constexpr std::string_view syndication_namespace = "http://purl.org/rss/1.0/modules/syndication/";
inline constexpr std::string_view xhtml_namespace = "http://www.w3.org/1999/xhtml";

/// Appends the XML declaration and, unless `stylesheet` is empty, the instruction that names a CSS style
/// sheet (Associating Style Sheets with XML documents, section 4).
void append_prolog(pugi::xml_document& document, std::string_view stylesheet);

/// Appends `<name>text</name>`.
pugi::xml_node append_text(pugi::xml_node parent, const char* name, std::string_view text);

/// The same, but nothing if `text` is empty.
void append_text_if(pugi::xml_node parent, const char* name, std::string_view text);

/// Sets one attribute; line breaks and tabs become spaces, as every parser would read them (XML 1.0
/// section 3.3.3).
void append_attribute(pugi::xml_node node, const char* name, std::string_view value);

/// The same, but nothing if `value` is empty.
void append_attribute_if(pugi::xml_node node, const char* name, std::string_view value);

/// Appends the document's bytes, UTF-8, to `out`: one element a line, without control characters.
void save_document(const pugi::xml_document& document, std::string& out);

/// The same of one element.
void save_element(const pugi::xml_node& element, std::string& out);

}  // namespace feed_exporter
