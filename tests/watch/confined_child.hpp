// SPDX-License-Identifier: MIT
// Runs part of a test in a child process with a user namespace of its own, where limits can be lowered and
// file systems mounted without touching the machine.
#pragma once

#include <functional>
#include <string>

namespace feed_exporter {

/// Empty if `part` returned an empty string in the child; else what it returned, or `skipped: …` where the
/// machine allows no such namespaces. `part` must not use the test framework.
std::string run_confined(const std::function<std::string()>& part);

/// Writes to a file below /proc; false if that is refused.
bool write_setting(const std::string& path, const std::string& text);

}  // namespace feed_exporter
