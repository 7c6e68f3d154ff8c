// SPDX-License-Identifier: MIT
// Header lines that tell browsers what a document for people may do.
#pragma once

#include <string>

#include "exporters/page.hpp"

namespace feed_exporter {

/// Each ended by CRLF: nothing runs, nothing frames; articles learn from which site a reader comes, not from
/// which page.
inline const std::string& page_policy_lines() {
  static const std::string lines = "Content-Security-Policy: " + std::string(content_security_policy) +
                                   "\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n";
  return lines;
}

}  // namespace feed_exporter
