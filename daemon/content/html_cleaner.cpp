// SPDX-License-Identifier: MIT
#include "daemon/content/html_cleaner.hpp"

#include <algorithm>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/html_allow_list.hpp"
#include "daemon/content/html_document.hpp"
#include "daemon/content/image_set.hpp"
#include "daemon/content/url_resolve.hpp"
#include "exporters/html_escape.hpp"

namespace feed_exporter {
namespace {

/// Elements within each other that are passed on: twice what newsletters made of tables have. Readers
/// recurse.
constexpr std::size_t max_depth = 128;

class Cleaner {
 public:
  Cleaner(std::string_view base, CleanedHtml& result) : base_(base), result_(result), out_(result.html) {}

  /// Walks through a part of the document without recursion: trees may be as deep as the text has tags.
  void clean(const GumboNode* part) {
    visit(part);
    while (!open_.empty()) {
      Level& level = open_.back();
      const GumboElement& element = level.node->v.element;
      if (level.next_child == element.children.length) {
        if (level.written) end_element(element.tag);
        open_.pop_back();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(element.children.data[level.next_child++]);
      visit(child);
    }
  }

 private:
  /// An element whose children are being visited.
  struct Level {
    const GumboNode* node = nullptr;
    unsigned next_child = 0;
    bool written = false;
  };

  void visit(const GumboNode* node) {
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        append_clean(out_, node->v.text.text, node->v.text.start_pos);
        break;
      case GUMBO_NODE_TEMPLATE:
      case GUMBO_NODE_ELEMENT:
        visit_element(node);
        break;
      default:
        break;
    }
  }

  void visit_element(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    switch (rule_of(element)) {
      case ElementRule::drop:
        note_removal(name_of(element), element.start_pos);
        return;
      case ElementRule::drop_silently:
        return;
      case ElementRule::unwrap:
        if (element.tag == GUMBO_TAG_FORM) note_removal("form", element.start_pos);
        note_event_handlers(element);
        open_.push_back({node, 0, false});
        return;
      case ElementRule::keep:
        break;
    }
    if (is_hidden(element)) {
      note_removal("hidden text", element.start_pos);
      return;
    }
    if (depth_ == max_depth) {
      result_.too_deep = true;
      open_.push_back({node, 0, false});
      return;
    }
    begin_element(node);
  }

  void note_event_handlers(const GumboElement& element) {
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
      if (is_event_handler(attribute)) note_removal("event handler", attribute.name_start);
    }
  }

  static bool is_event_handler(const GumboAttribute& attribute) {
    return std::string_view(attribute.name).starts_with("on");
  }

  void begin_element(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    std::string attributes;
    bool has_source = false;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
      const bool written = append_attribute(element, attribute, attributes);
      has_source = has_source || (written && std::string_view(attribute.name).starts_with("src"));
    }
    if (element.tag == GUMBO_TAG_IMG && !has_source) {
      note_removal("img without source", element.start_pos);
      return;
    }
    out_ += '<';
    out_ += gumbo_normalized_tagname(element.tag);
    out_ += attributes;
    if (is_void(element.tag)) {
      out_ += "/>";
      return;
    }
    out_ += '>';
    // A parser drops the first line end in `pre`: one that is there in the tree needs another before it.
    if (element.tag == GUMBO_TAG_PRE && begins_with_line_end(element)) out_ += '\n';
    open_.push_back({node, 0, true});
    ++depth_;
  }

  void end_element(GumboTag tag) {
    out_ += "</";
    out_ += gumbo_normalized_tagname(tag);
    out_ += '>';
    --depth_;
  }

  static bool begins_with_line_end(const GumboElement& element) {
    if (element.children.length == 0) return false;
    const auto* first = static_cast<const GumboNode*>(element.children.data[0]);
    const bool is_text = first->type == GUMBO_NODE_TEXT || first->type == GUMBO_NODE_WHITESPACE;
    return is_text && first->v.text.text[0] == '\n';
  }

  /// False if the attribute is left out.
  bool append_attribute(const GumboElement& element, const GumboAttribute& attribute,
                        std::string& attributes) {
    const std::string_view name = attribute.name;
    if (is_event_handler(attribute)) note_removal("event handler", attribute.name_start);
    std::string value;
    switch (rule_of(element.tag, name)) {
      case AttributeRule::drop:
        return false;
      case AttributeRule::text:
        value = attribute.value;
        break;
      case AttributeRule::link:
        value = resolve_link(attribute);
        break;
      case AttributeRule::image:
        // To a browser, an empty source is none; an empty link leads to the page itself.
        if (!trimmed(attribute.value).empty()) value = resolve(attribute);
        break;
      case AttributeRule::image_set:
        value = resolve_set(attribute);
        break;
    }
    const bool is_text = rule_of(element.tag, name) == AttributeRule::text;
    if (value.empty() && !is_text) return false;
    attributes += ' ';
    attributes += name;
    attributes += "=\"";
    append_clean(attributes, value, attribute.value_start);
    attributes += '"';
    return true;
  }

  /// Where a link leads: also to mail and telephone.
  std::string resolve_link(const GumboAttribute& attribute) {
    const std::string scheme = scheme_of(attribute.value);
    if (scheme != "mailto" && scheme != "tel") return resolve(attribute);
    std::string value(trimmed(attribute.value));
    std::erase_if(value, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
    return value;
  }

  std::string resolve(const GumboAttribute& attribute) {
    std::string url = resolve_url(base_, attribute.value);
    if (url.empty() && attribute.value[0] != '\0')
      note_removal(kind_of_link(attribute.value), attribute.value_start);
    return url;
  }

  std::string resolve_set(const GumboAttribute& attribute) {
    ImageSet set = resolve_image_set(base_, attribute.value);
    for (const std::string_view url : set.left_out) note_removal(kind_of_link(url), attribute.value_start);
    return std::move(set.text);
  }

  static std::string_view kind_of_link(std::string_view url) {
    const std::string scheme = scheme_of(url);
    if (scheme == "javascript") return "javascript: link";
    if (scheme == "data") return "data: link";
    const bool is_malformed = scheme.empty() || scheme == "http" || scheme == "https";
    return is_malformed ? "malformed link" : "link of another scheme";
  }

  /// References to control characters (`&#1;`) only become characters here, so here they go.
  void append_clean(std::string& out, std::string_view text, const GumboSourcePosition& at) {
    std::string cleaned;
    if (find_unclean(text) != std::string_view::npos) {
      std::vector<TextRepair> repairs;
      cleaned = clean_text(text, &repairs);
      text = cleaned;
      if (!repairs.empty()) note_removal("control character", at, repairs.size());
    }
    append_escaped_html(out, text);
  }

  static std::string_view name_of(const GumboElement& element) {
    if (element.tag_namespace == GUMBO_NAMESPACE_SVG) return "svg";
    if (element.tag_namespace == GUMBO_NAMESPACE_MATHML) return "math";
    return gumbo_normalized_tagname(element.tag);
  }

  void note_removal(std::string_view what, const GumboSourcePosition& at, std::size_t count = 1) {
    const auto known =
        std::find_if(result_.removals.begin(), result_.removals.end(),
                     [&](const CleanedHtml::Removal& removal) { return removal.what == what; });
    if (known != result_.removals.end()) {
      known->count += count;
      return;
    }
    result_.removals.push_back({std::string(what), count, at.offset});
  }

  std::string_view base_;
  CleanedHtml& result_;
  std::string& out_;
  std::vector<Level> open_;
  std::size_t depth_ = 0;
};

}  // namespace

CleanedHtml clean_html(std::string_view html, std::string_view base) {
  CleanedHtml result;
  const HtmlDocument document(html);
  if (document.too_complex()) {
    result.too_complex = true;
    return result;
  }
  Cleaner cleaner(base, result);
  for (const GumboNode* part : {document.implied_head(), document.body(), document.frameset()}) {
    if (part != nullptr) cleaner.clean(part);
  }
  result.html = std::string(trimmed(result.html));
  return result;
}

}  // namespace feed_exporter
