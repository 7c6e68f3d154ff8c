// SPDX-License-Identifier: MIT
// The public URL of the site: every link begins with it, and requests come back under its path. Pure.
#pragma once

#include <string>

namespace feed_exporter {

/// Takes trailing slashes off. Throws ValueError unless `url` is empty or an absolute http(s) URL that means
/// one thing to all who read it: a host and perhaps a port, a path without dot segments, empty segments and
/// encoded slashes, no user name, query or fragment.
void check_base_url(std::string& url);

}  // namespace feed_exporter
