// SPDX-License-Identifier: MIT
// Text of a seed file -> Article and problems. Pure; thread-safe; never throws for any input.
#pragma once

#include <string_view>

#include "config/settings.hpp"
#include "daemon/content/article.hpp"

namespace feed_exporter {

/// `path` is below the seeds root; `text` is the whole file. The result depends on nothing else.
Seed parse_seed(std::string_view path, std::string_view text, const Settings& settings);

}  // namespace feed_exporter
