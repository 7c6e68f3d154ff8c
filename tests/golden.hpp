// SPDX-License-Identifier: MIT
// Whether tests write the files in tests/golden/ anew instead of comparing them.
#pragma once

#include <cstdlib>
#include <string_view>

namespace feed_exporter::testing {

inline bool updates_golden() {
  const char* flag = std::getenv("FEED_EXPORTER_UPDATE_GOLDEN");
  return flag != nullptr && std::string_view(flag) == "1";
}

}  // namespace feed_exporter::testing
