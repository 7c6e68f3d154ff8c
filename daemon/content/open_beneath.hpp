// SPDX-License-Identifier: MIT
// Opens paths below a folder in such a way that nothing, not even a link put there meanwhile, leads out of
// it. Thread-safe.
#pragma once

#include <string>

#include "daemon/content/descriptor.hpp"

namespace feed_exporter {

/// `none`: a link anywhere on the way is ELOOP. `inside`: links are followed, but an absolute one and one
/// that climbs above the folder is EXDEV.
enum class Links { none, inside };

/// Opens `path` (relative; `""` is the folder itself) below `folder` for reading, never blocking on what is
/// there. `flags` are further flags of open(2); O_CLOEXEC, O_NONBLOCK and O_NOCTTY are always set. On failure
/// the descriptor is empty and errno says why; EAGAIN: something moved meanwhile, try again.
Descriptor open_beneath(int folder, const std::string& path, int flags, Links links);

/// The same without openat2(2), for kernels before 5.6 and sandboxes that refuse it: each part is opened in
/// turn, links are resolved here. Slower.
Descriptor open_beneath_by_parts(int folder, const std::string& path, int flags, Links links);

}  // namespace feed_exporter
