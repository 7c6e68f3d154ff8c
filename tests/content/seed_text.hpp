// SPDX-License-Identifier: MIT
// A parsed seed as text, one field a line: what golden files hold and tests compare.
#pragma once

#include <string>
#include <vector>

#include "daemon/content/article.hpp"
#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {

/// Fields that are empty are left out.
std::string to_text(const Seed& seed);
std::string to_text(const Taxonomy& taxonomy);
/// `12:3 warning bad-url: message`, a line each, without the path.
std::string to_text(const std::vector<Problem>& problems);

}  // namespace feed_exporter
