// SPDX-License-Identifier: MIT
// Which URLs are files, and of which media type, by their extension alone. Pure.
#pragma once

#include <string_view>

namespace feed_exporter {

/// The media type of the file that a URL names, from the extension of the last part of its path;
/// `application/octet-stream` for formats that have none registered. Empty if the extension is not a known
/// one: what stands behind a dot may also be a version, or part of a name.
std::string_view guess_media_type(std::string_view url);

}  // namespace feed_exporter
