// SPDX-License-Identifier: MIT
// Glob patterns on paths below the seeds root. Pure; thread-safe.
#pragma once

#include <string_view>

namespace feed_exporter {

/// Whether a pattern names a path or a folder on the way to it, so that `drafts` covers all below `drafts/`.
/// `*` stands for any characters within a name, the part `**` for any number of folders, none included; all
/// else stands for itself. Time grows at most with the product of the lengths.
bool matches_glob(std::string_view pattern, std::string_view path);

}  // namespace feed_exporter
