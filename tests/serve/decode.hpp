// SPDX-License-Identifier: MIT
// Content codings undone, as clients do it.
#pragma once

#include <string>
#include <string_view>

#include "daemon/serve/resource.hpp"

namespace feed_exporter {

/// Fails the test for bytes that are not in that coding, or are followed by others.
std::string decode(Coding coding, std::string_view bytes, std::size_t size);

}  // namespace feed_exporter
