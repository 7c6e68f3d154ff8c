// SPDX-License-Identifier: MIT
// The list of all feeds as readers import it.
#pragma once

#include <string>

#include "exporters/directory.hpp"

namespace feed_exporter {

/// OPML 2.0, grouped by parent topic. Deterministic.
std::string render_opml(const Directory& directory);

}  // namespace feed_exporter
