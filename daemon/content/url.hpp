// SPDX-License-Identifier: MIT
// URLs of seeds in the one form that feeds hold: absolute http(s), host in lower case and punycode, no
// default port, percent-encoded. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

struct UrlReading {
  /// Empty if the text is no URL that may stand in a feed.
  std::string url;
  /// Why not: "is not an absolute http or https URL"; a literal.
  std::string_view reason;

  explicit operator bool() const { return !url.empty(); }
};

/// Reads an absolute http(s) URL (RFC 3986), as leniently as browsers do where the meaning is plain: scheme
/// and host in any case, IDN (RFC 5891), blanks around it, and what must be percent-encoded (blanks, `|`,
/// brackets, all outside ASCII). Refused: other schemes, no scheme, user names, hosts and ports that are
/// none.
UrlReading read_url(std::string_view text);

/// The host of a URL that `read_url` gave.
std::string_view host_of(std::string_view url);

/// Appends what stands behind the authority of a URL, percent-encoded where RFC 3986 wants it; escapes stay
/// as they are, a lone `%` becomes `%25`.
void append_encoded_tail(std::string& out, std::string_view tail);

}  // namespace feed_exporter
