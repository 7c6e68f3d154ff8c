// SPDX-License-Identifier: MIT
// Header lines that tell browsers what a document for people may do.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// The `Content-Security-Policy` of every page and of raw feeds: no script, no frame, no form; pictures from
/// anywhere, since articles have them there. `'self'` suffices for the style sheets whatever origin was
/// asked, because `site_link` names no host.
inline constexpr std::string_view content_security_policy =
    "default-src 'none'; img-src 'self' https: http:; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

/// Each ended by CRLF: nothing runs, nothing frames; articles learn from which site a reader comes, not from
/// which page.
inline const std::string& page_policy_lines() {
  static const std::string lines = "Content-Security-Policy: " + std::string(content_security_policy) +
                                   "\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n";
  return lines;
}

}  // namespace feed_exporter
