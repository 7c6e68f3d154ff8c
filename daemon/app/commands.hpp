// SPDX-License-Identifier: MIT
// The commands that read the seeds once and end: `check`, `export`, `render`, `list`. Each returns its exit
// code.
#pragma once

#include "config/settings.hpp"
#include "daemon/app/command_line.hpp"

namespace feed_exporter {

/// Prints all problems; 1 if there are errors (or, if strict, warnings).
int run_check(const CheckCommand& command, const Settings& settings);

/// Writes every document below a directory; 1 if one could not be written.
int run_export(const ExportCommand& command, const Settings& settings);

/// Prints one document; 1 if there is none of that path.
int run_render(const RenderCommand& command, const Settings& settings);

/// Prints slug, number of articles and name of each topic, separated by tabs.
int run_list(const Settings& settings);

}  // namespace feed_exporter
