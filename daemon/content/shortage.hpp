// SPDX-License-Identifier: MIT
// Errors that say nothing of a file but that the system can't open any just now.
#pragma once

#include <cerrno>

namespace feed_exporter {

/// Whether the system is short of descriptors or memory, which passes.
inline bool is_shortage(int error) {
  return error == EMFILE || error == ENFILE || error == ENOMEM;
}

}  // namespace feed_exporter
