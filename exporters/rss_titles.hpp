// SPDX-License-Identifier: MIT
// How RSS titles spell `&`, `<` and `>`.
#pragma once

#include <cstddef>
#include <string>

namespace feed_exporter {

/// Spells `&amp;`, `&lt;` and `&gt;` in the `title` elements of the document that begins at `start` as
/// `&#x26;`, `&#x3C;` and `&#x3E;`: to an XML parser the same, and what most readers get right that take a
/// title for HTML (RSS Best Practices Profile, "Character Data"). pugixml has the first spelling only.
/// REQUIRES: the document is what pugixml wrote, without CDATA sections and comments.
void respell_titles(std::string& document, std::size_t start);

}  // namespace feed_exporter
