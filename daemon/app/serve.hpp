// SPDX-License-Identifier: MIT
// `serve`: the whole life of the daemon, from the first setting to the last request.
#pragma once

#include "config/load_settings.hpp"
#include "daemon/app/command_line.hpp"

namespace feed_exporter {

/// Serves until SIGTERM or SIGINT; returns the exit code. Throws ConfigError, and std::runtime_error where a
/// listener cannot be had.
int run_serve(const CommandLine& line, const Environment& environment);

}  // namespace feed_exporter
