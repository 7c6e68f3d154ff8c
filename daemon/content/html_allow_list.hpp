// SPDX-License-Identifier: MIT
// What of HTML may stand in a feed: elements and attributes, in tables. Pure.
#pragma once

#include <gumbo.h>

#include <string_view>

namespace feed_exporter {

enum class ElementRule {
  /// Stays, with the attributes that are allowed.
  keep,
  /// Its children stay without it: unknown elements, and `form`.
  unwrap,
  /// Goes with all that is in it.
  drop,
  /// The same, but for a note: it belongs in the head of a page and shows nothing.
  drop_silently,
};

ElementRule rule_of(const GumboElement& element);

/// Whether a browser would not show an element: `hidden`, or `display: none` in its style, which is not
/// passed on.
bool is_hidden(const GumboElement& element);

/// Whether an element has no end tag.
bool is_void(GumboTag tag);

enum class AttributeRule { drop, text, link, image, image_set };

/// How an attribute of a kept element is treated; `name` in lower case.
AttributeRule rule_of(GumboTag element, std::string_view name);

}  // namespace feed_exporter
