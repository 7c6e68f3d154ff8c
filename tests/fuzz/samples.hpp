// SPDX-License-Identifier: MIT
// What fuzz tests start from: the seeds of the project, and those of the corpus where it lies.
#pragma once

#include <vector>

#include "tests/content/files.hpp"

namespace feed_exporter {

/// All files that open with front matter.
const std::vector<TestFile>& sample_seeds();

}  // namespace feed_exporter
