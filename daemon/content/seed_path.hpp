// SPDX-License-Identifier: MIT
// Which paths below the seeds root count, by their names alone. Pure; thread-safe.
#pragma once

#include <string_view>

#include "config/settings.hpp"

namespace feed_exporter {

/// Whether a name of a file or folder is hidden or is what an editor or a tool leaves behind:
/// `.* *~ #*# *.swp *.swx *.tmp *.bck 4913`. Temporary names of rsync, GNOME and Emacs locks begin with a
/// dot; those of `sed -i` have no extension and so are no seeds anyway.
bool is_leftover(std::string_view name);

/// Whether a path is that of a folder (`""` is the root) or lies below it.
bool lies_below(std::string_view path, std::string_view folder);

/// Whether an exclude pattern covers a path.
bool is_excluded(std::string_view path, const SeedSettings& settings);

/// Whether a path below the root can be a seed: extension, include and exclude patterns, no part that is
/// hidden or a leftover, not deeper than the limit.
bool is_seed_path(std::string_view path, const SeedSettings& settings);

/// Whether a path is read at all: a seed, or a file of the taxonomy that no exclude pattern covers.
bool is_content_path(std::string_view path, const SeedSettings& settings);

/// Whether a folder below the root (`""` is the root) is looked into: not hidden, no leftover, not excluded,
/// not deeper than the limit.
bool is_watched_folder(std::string_view path, const SeedSettings& settings);

}  // namespace feed_exporter
