// SPDX-License-Identifier: MIT
// What the kernel holds for one connected socket, in both directions. One system call each.
#pragma once

#include <cstddef>

namespace feed_exporter {

/// Bytes of ours that the other end has not acknowledged; of a Unix socket about so many that it has not
/// read.
std::size_t unacknowledged_bytes(int socket);

/// Whether bytes have arrived that nobody has read. Closing would then reset the connection, and with it
/// what is on its way to the other end (RFC 9112 section 9.6).
bool has_unread_bytes(int socket);

/// Closing will drop what is unacknowledged, and not leave it to the kernel to deliver.
void reset_on_close(int socket);

}  // namespace feed_exporter
