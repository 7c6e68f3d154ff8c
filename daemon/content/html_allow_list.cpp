// SPDX-License-Identifier: MIT
#include "daemon/content/html_allow_list.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "config/characters/ascii.hpp"

namespace feed_exporter {
namespace {

template <class Range>
bool contains(const Range& range, const auto& value) {
  return std::find(std::begin(range), std::end(range), value) != std::end(range);
}

constexpr GumboTag kept[] = {
    GUMBO_TAG_A,      GUMBO_TAG_ABBR,       GUMBO_TAG_ACRONYM, GUMBO_TAG_ADDRESS,    GUMBO_TAG_ARTICLE,
    GUMBO_TAG_ASIDE,  GUMBO_TAG_AUDIO,      GUMBO_TAG_B,       GUMBO_TAG_BDI,        GUMBO_TAG_BDO,
    GUMBO_TAG_BIG,    GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BR,      GUMBO_TAG_CAPTION,    GUMBO_TAG_CENTER,
    GUMBO_TAG_CITE,   GUMBO_TAG_CODE,       GUMBO_TAG_COL,     GUMBO_TAG_COLGROUP,   GUMBO_TAG_DATA,
    GUMBO_TAG_DD,     GUMBO_TAG_DEL,        GUMBO_TAG_DETAILS, GUMBO_TAG_DFN,        GUMBO_TAG_DIV,
    GUMBO_TAG_DL,     GUMBO_TAG_DT,         GUMBO_TAG_EM,      GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,
    GUMBO_TAG_FOOTER, GUMBO_TAG_H1,         GUMBO_TAG_H2,      GUMBO_TAG_H3,         GUMBO_TAG_H4,
    GUMBO_TAG_H5,     GUMBO_TAG_H6,         GUMBO_TAG_HEADER,  GUMBO_TAG_HGROUP,     GUMBO_TAG_HR,
    GUMBO_TAG_I,      GUMBO_TAG_IMG,        GUMBO_TAG_INS,     GUMBO_TAG_KBD,        GUMBO_TAG_LI,
    GUMBO_TAG_MAIN,   GUMBO_TAG_MARK,       GUMBO_TAG_NAV,     GUMBO_TAG_OL,         GUMBO_TAG_P,
    GUMBO_TAG_PRE,    GUMBO_TAG_Q,          GUMBO_TAG_RP,      GUMBO_TAG_RT,         GUMBO_TAG_RUBY,
    GUMBO_TAG_S,      GUMBO_TAG_SAMP,       GUMBO_TAG_SECTION, GUMBO_TAG_SMALL,      GUMBO_TAG_SOURCE,
    GUMBO_TAG_SPAN,   GUMBO_TAG_STRIKE,     GUMBO_TAG_STRONG,  GUMBO_TAG_SUB,        GUMBO_TAG_SUMMARY,
    GUMBO_TAG_SUP,    GUMBO_TAG_TABLE,      GUMBO_TAG_TBODY,   GUMBO_TAG_TD,         GUMBO_TAG_TFOOT,
    GUMBO_TAG_TH,     GUMBO_TAG_THEAD,      GUMBO_TAG_TIME,    GUMBO_TAG_TR,         GUMBO_TAG_TT,
    GUMBO_TAG_U,      GUMBO_TAG_UL,         GUMBO_TAG_VAR,     GUMBO_TAG_VIDEO,      GUMBO_TAG_WBR,
};

constexpr GumboTag dropped[] = {
    GUMBO_TAG_APPLET,   GUMBO_TAG_BUTTON,   GUMBO_TAG_CANVAS,   GUMBO_TAG_DATALIST, GUMBO_TAG_EMBED,
    GUMBO_TAG_FRAME,    GUMBO_TAG_FRAMESET, GUMBO_TAG_IFRAME,   GUMBO_TAG_INPUT,    GUMBO_TAG_ISINDEX,
    GUMBO_TAG_KEYGEN,   GUMBO_TAG_MATH,     GUMBO_TAG_NOEMBED,  GUMBO_TAG_NOFRAMES, GUMBO_TAG_OBJECT,
    GUMBO_TAG_OPTGROUP, GUMBO_TAG_OPTION,   GUMBO_TAG_PARAM,    GUMBO_TAG_SCRIPT,   GUMBO_TAG_SELECT,
    GUMBO_TAG_STYLE,    GUMBO_TAG_SVG,      GUMBO_TAG_TEMPLATE, GUMBO_TAG_TEXTAREA,
};

constexpr GumboTag dropped_silently[] = {
    GUMBO_TAG_BASE, GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_LINK,
    GUMBO_TAG_META, GUMBO_TAG_TITLE,    GUMBO_TAG_TRACK,
};

constexpr GumboTag void_elements[] = {GUMBO_TAG_BR,  GUMBO_TAG_COL,    GUMBO_TAG_HR,
                                      GUMBO_TAG_IMG, GUMBO_TAG_SOURCE, GUMBO_TAG_WBR};

constexpr GumboTag table_parts[] = {GUMBO_TAG_TD,    GUMBO_TAG_TH,    GUMBO_TAG_TR,
                                    GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT,
                                    GUMBO_TAG_TABLE, GUMBO_TAG_COL,   GUMBO_TAG_COLGROUP};
constexpr GumboTag cells[] = {GUMBO_TAG_TD, GUMBO_TAG_TH};
constexpr GumboTag sized[] = {GUMBO_TAG_IMG, GUMBO_TAG_VIDEO, GUMBO_TAG_TABLE,
                              GUMBO_TAG_TD,  GUMBO_TAG_TH,    GUMBO_TAG_COL};
constexpr GumboTag media[] = {GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO};
constexpr GumboTag images[] = {GUMBO_TAG_IMG, GUMBO_TAG_SOURCE};
constexpr GumboTag edits[] = {GUMBO_TAG_DEL, GUMBO_TAG_INS};
constexpr GumboTag quotes[] = {GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_Q, GUMBO_TAG_DEL, GUMBO_TAG_INS};

}  // namespace

ElementRule rule_of(const GumboElement& element) {
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML) return ElementRule::drop;
  if (contains(kept, element.tag)) return ElementRule::keep;
  if (contains(dropped, element.tag)) return ElementRule::drop;
  if (contains(dropped_silently, element.tag)) return ElementRule::drop_silently;
  return ElementRule::unwrap;
}

bool is_hidden(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  const GumboAttribute* style = gumbo_get_attribute(&element.attributes, "style");
  if (style == nullptr) return false;
  std::string declarations;
  for (const char c : std::string_view(style->value)) {
    if (static_cast<unsigned char>(c) > ' ') declarations += to_lower(c);
  }
  return declarations.starts_with("display:none") || declarations.find(";display:none") != std::string::npos;
}

bool is_void(GumboTag tag) {
  return contains(void_elements, tag);
}

AttributeRule rule_of(GumboTag element, std::string_view name) {
  const auto text_if = [](bool allowed) { return allowed ? AttributeRule::text : AttributeRule::drop; };
  if (name == "title" || name == "lang" || name == "dir") return AttributeRule::text;
  if (name == "href") return element == GUMBO_TAG_A ? AttributeRule::link : AttributeRule::drop;
  if (name == "src") {
    return contains(images, element) || contains(media, element) ? AttributeRule::image : AttributeRule::drop;
  }
  if (name == "srcset") return contains(images, element) ? AttributeRule::image_set : AttributeRule::drop;
  if (name == "poster") return element == GUMBO_TAG_VIDEO ? AttributeRule::image : AttributeRule::drop;
  if (name == "cite") return contains(quotes, element) ? AttributeRule::link : AttributeRule::drop;
  if (name == "alt") return text_if(element == GUMBO_TAG_IMG);
  if (name == "sizes" || name == "media" || name == "type") {
    return text_if(contains(images, element) || (name == "type" && element == GUMBO_TAG_OL));
  }
  if (name == "width" || name == "height") return text_if(contains(sized, element));
  if (name == "align" || name == "valign") return text_if(contains(table_parts, element));
  if (name == "colspan" || name == "rowspan" || name == "scope") return text_if(contains(cells, element));
  if (name == "span") return text_if(element == GUMBO_TAG_COL || element == GUMBO_TAG_COLGROUP);
  if (name == "border" || name == "cellpadding" || name == "cellspacing")
    return text_if(element == GUMBO_TAG_TABLE);
  if (name == "start" || name == "reversed") return text_if(element == GUMBO_TAG_OL);
  if (name == "value") return text_if(element == GUMBO_TAG_LI || element == GUMBO_TAG_DATA);
  if (name == "datetime") return text_if(element == GUMBO_TAG_TIME || contains(edits, element));
  if (name == "open") return text_if(element == GUMBO_TAG_DETAILS);
  if (name == "controls" || name == "loop" || name == "muted") return text_if(contains(media, element));
  return AttributeRule::drop;
}

}  // namespace feed_exporter
