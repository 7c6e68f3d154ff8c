// SPDX-License-Identifier: MIT
// Hosts of URLs. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// A host in normal form: lower case, IDN in punycode (RFC 5891, with the mapping of UTS 46), a dotted or
/// bracketed address as it is. Empty if it is none. May have the dot of the root at its end.
std::string normal_host(std::string_view host);

/// Whether a host is in normal form and plain ASCII, the quick answer; `normal_host` decides for the others.
bool is_plain_host(std::string_view host);

}  // namespace feed_exporter
