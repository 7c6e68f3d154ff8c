// SPDX-License-Identifier: MIT
// Which way a language is written. Pure.
#pragma once

#include <string_view>

namespace feed_exporter {

/// Whether text in the language of this tag (BCP 47) runs from right to left: by its script, if the tag has
/// one, else by the script that the language is usually written in (Unicode CLDR, likely subtags).
bool is_right_to_left(std::string_view language);

}  // namespace feed_exporter
