// SPDX-License-Identifier: MIT
#include "tests/exporters/html_document.hpp"

#include <gumbo.h>

namespace feed_exporter::testing {
namespace {

std::string collect_text(const GumboNode& node) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) return node.v.text.text;
  std::string text;
  if (node.type != GUMBO_NODE_ELEMENT) return text;
  for (unsigned i = 0; i < node.v.element.children.length; ++i) {
    text += collect_text(*static_cast<const GumboNode*>(node.v.element.children.data[i]));
  }
  return text;
}

void collect_elements(const GumboNode& node, std::vector<HtmlElement>& elements) {
  if (node.type != GUMBO_NODE_ELEMENT) return;
  HtmlElement element;
  element.tag = gumbo_normalized_tagname(node.v.element.tag);
  element.text = collect_text(node);
  for (unsigned i = 0; i < node.v.element.attributes.length; ++i) {
    const auto& attribute = *static_cast<const GumboAttribute*>(node.v.element.attributes.data[i]);
    element.attributes.emplace(attribute.name, attribute.value);
  }
  elements.push_back(std::move(element));
  for (unsigned i = 0; i < node.v.element.children.length; ++i) {
    collect_elements(*static_cast<const GumboNode*>(node.v.element.children.data[i]), elements);
  }
}

}  // namespace

std::string HtmlElement::attribute(const std::string& name) const {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

std::vector<HtmlElement> HtmlDocument::all(std::string_view tag) const {
  std::vector<HtmlElement> found;
  for (const HtmlElement& element : elements) {
    if (element.tag == tag) found.push_back(element);
  }
  return found;
}

std::vector<HtmlElement> HtmlDocument::all(std::string_view tag, const std::string& attribute,
                                           const std::string& value) const {
  std::vector<HtmlElement> found = all(tag);
  std::erase_if(found, [&](const HtmlElement& element) { return element.attribute(attribute) != value; });
  return found;
}

HtmlDocument parse_html(const std::string& text) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size());
  HtmlDocument document;
  document.errors = output->errors.length;
  collect_elements(*output->root, document.elements);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return document;
}

std::vector<std::string> texts(const std::vector<HtmlElement>& elements) {
  std::vector<std::string> found;
  for (const HtmlElement& element : elements) found.push_back(element.text);
  return found;
}

std::vector<std::string> attributes(const std::vector<HtmlElement>& elements, const std::string& name) {
  std::vector<std::string> found;
  for (const HtmlElement& element : elements) found.push_back(element.attribute(name));
  return found;
}

}  // namespace feed_exporter::testing
