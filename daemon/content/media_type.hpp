// SPDX-License-Identifier: MIT
// Which URLs are files, and of which media type, by their extension alone. Pure.
#pragma once

#include <string_view>

namespace feed_exporter {

/// The media type of the file a URL names: from the extension of the last part of its path,
/// `application/octet-stream` for unknown ones. Empty if it has no extension or one of a page (`.html`,
/// `.php`).
std::string_view guess_media_type(std::string_view url);

}  // namespace feed_exporter
