// SPDX-License-Identifier: MIT
// The HTML body of an entry as all formats carry it: the article, and before it what stands for its player.
#pragma once

#include <string>
#include <string_view>

#include "exporters/entry.hpp"

namespace feed_exporter {

/// The body, or empty if there is none. A player appears as the first image with a link, never as an iframe,
/// which readers drop; below it stands the summary if there is no article, since readers show the body
/// instead of it. The result views `entry` or `storage`.
std::string_view body_html(const Entry& entry, std::string& storage);

}  // namespace feed_exporter
