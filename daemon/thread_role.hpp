// SPDX-License-Identifier: MIT
// What the calling thread is for: its name in top(1) and gdb, and how the kernel shares a processor between
// it and the daemon's other threads. What the kernel refuses is left as it was.
#pragma once

namespace feed_exporter {

/// `name`: at most 15 bytes.
void name_thread(const char* name);

/// It answers clients: for short whiles, and as soon as there is something to answer. Has no effect on a
/// kernel before 6.12 (sched(7), "sched_attr.sched_runtime" of SCHED_OTHER).
void prefer_latency();

/// It works long on much at a time, and steps back for the threads that answer clients. So do the threads
/// that it starts.
void prefer_throughput();

}  // namespace feed_exporter
