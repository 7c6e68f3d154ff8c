// SPDX-License-Identifier: MIT
// A topic's name -> its slug.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// Lower-case ASCII, runs of anything else one `-`, `+` as `plus`, `#` as `sharp`, `&` as `and`; letters
/// outside ASCII stay as UTF-8, in their case and composed. Empty where nothing is left; `all` is reserved
/// and becomes `all-topic`.
std::string make_slug(std::string_view name);

}  // namespace feed_exporter
