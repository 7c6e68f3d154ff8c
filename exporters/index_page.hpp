// SPDX-License-Identifier: MIT
// The page that lists all topics, for people.
#pragma once

#include <string>

#include "exporters/daemon_state.hpp"
#include "exporters/directory.hpp"

namespace feed_exporter {

std::string render_index_page(const Directory& directory, const DaemonState& state);

}  // namespace feed_exporter
