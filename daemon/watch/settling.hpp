// SPDX-License-Identifier: MIT
// How long a file must rest before it counts as whole, where nobody says that its writer has closed it.
#pragma once

#include <chrono>

namespace feed_exporter {

struct Settling {
  /// Since the last write: those who never close a file are to be seen 2 s after it, reading and rendering
  /// included. Also for files found when the settings are taken anew: any of them may have been known to be
  /// unfinished.
  std::chrono::milliseconds without_close{1'500};
  /// The same for a file whose writing may have begun before its folder was watched. It is shorter, since
  /// most of them are closed by then, and all that is in a new folder waits for it.
  std::chrono::milliseconds when_found{500};
  /// A polled file that is changed again and again is read after so long all the same: what replaces it by
  /// rename(2) all the time is whole at any time.
  std::chrono::milliseconds at_the_latest{6'000};
};

}  // namespace feed_exporter
