// SPDX-License-Identifier: MIT
// A feed that is opened in a browser's window. Browsers show application/atom+xml and application/rss+xml as
// plain text or save them; only what is labelled application/xml gets its style sheet. So a navigation gets
// the same bytes under that label. Feed readers do not send Sec-Fetch-Dest, and are told what the feed is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feed_exporter {

/// The header lines of a 200 for a browser's window, made of those for everybody (`head_200` of a
/// Representation); none if these are not of an XML feed. Caches that are shared must not keep them.
std::optional<std::string> make_browser_head(std::string_view head_200);

}  // namespace feed_exporter
