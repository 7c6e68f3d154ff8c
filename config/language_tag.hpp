// SPDX-License-Identifier: MIT
// The names of languages, of the site and of articles. Pure.
#pragma once

#include <string_view>

namespace feed_exporter {

/// A tag as BCP 47 forms them, as XML wants them too: letters, then parts of letters and digits.
bool is_language_tag(std::string_view text);

}  // namespace feed_exporter
