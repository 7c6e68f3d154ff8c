// SPDX-License-Identifier: MIT
// A feed that is opened in a browser's window. Browsers show application/atom+xml and application/rss+xml as
// plain text or save them; only what is labelled application/xml gets its style sheet. So a navigation gets
// the same bytes under that label. Feed readers do not send Sec-Fetch-Dest, and are told what the feed is.
#pragma once

#include <optional>
#include <string>

#include "daemon/serve/resource.hpp"

namespace feed_exporter {

/// The header lines for a browser's window, with a 200 or a 304, made of those for everybody; none if the
/// representation is not of an XML feed. Caches that are shared must not keep them, and a 304 says so as its
/// 200 does (RFC 9110 section 15.4.5).
std::optional<std::string> make_browser_head(const Representation& representation, int status);

}  // namespace feed_exporter
