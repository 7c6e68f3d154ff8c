// SPDX-License-Identifier: MIT
// How RSS titles spell `&`, `<` and `>`.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// Appends the document `xml` to `out` with `&amp;`, `&lt;` and `&gt;` in its `title` elements spelled
/// `&#x26;`, `&#x3C;` and `&#x3E;`: to an XML parser the same, and what most readers get right that take a
/// title for HTML (RSS Best Practices Profile, "Character Data"). pugixml has the first spelling only.
/// REQUIRES: `xml` is what pugixml wrote, without CDATA sections and comments.
void append_with_hexadecimal_titles(std::string& out, std::string_view xml);

}  // namespace feed_exporter
