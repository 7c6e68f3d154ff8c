// SPDX-License-Identifier: MIT
// The Media RSS 1.5.1 elements of an entry, the same in RSS and Atom.
#pragma once

#include <pugixml.hpp>

#include "exporters/entry.hpp"

namespace feed_exporter {

/// Appends what plays (with its duration), then every image, each as a `media:content` of its own without a
/// group, and the first image as `media:thumbnail`.
void append_media(pugi::xml_node parent, const Entry& entry);

}  // namespace feed_exporter
