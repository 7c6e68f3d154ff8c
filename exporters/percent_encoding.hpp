// SPDX-License-Identifier: MIT
// Text -> one segment of a URL's path.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// Every byte but RFC 3986's unreserved characters (section 2.3) as `%XX`.
std::string percent_encode(std::string_view text);

}  // namespace feed_exporter
