// SPDX-License-Identifier: MIT
// How pages, and raw feeds in a browser, look: style sheets without images, fonts or scripts of anyone else.
#pragma once

#include <string_view>

namespace feed_exporter {

/// For the pages.
std::string_view page_stylesheet();

/// For Atom and RSS documents that a browser shows as XML.
std::string_view feed_stylesheet();

}  // namespace feed_exporter
