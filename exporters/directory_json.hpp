// SPDX-License-Identifier: MIT
// The list of all feeds for programs: topics with titles, counts and URLs.
#pragma once

#include <string>

#include "exporters/directory.hpp"

namespace feed_exporter {

std::string render_directory_json(const Directory& directory);

}  // namespace feed_exporter
