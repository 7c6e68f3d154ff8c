// SPDX-License-Identifier: MIT
#include "daemon/thread_role.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace feed_exporter {
namespace {

/// The least that the kernel takes: such a thread takes the place of one with a longer slice when it wakes.
constexpr std::chrono::nanoseconds shortest_slice = std::chrono::microseconds(100);
/// A third of the share of the others, so that a change is seen soon on a busy machine, too.
constexpr int steps_back = 5;
constexpr int nicest = 19;

/// struct sched_attr of sched_setattr(2) in its first version, for which the C library has no name yet.
struct SchedulingAttributes {
  std::uint32_t size = sizeof(SchedulingAttributes);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  /// The slice in nanoseconds; 0: the default.
  std::uint64_t runtime = 0;
  std::uint64_t deadline = 0;
  std::uint64_t period = 0;
};

void set_scheduling(int more_nice, std::chrono::nanoseconds slice) {
  // Who runs the daemon under another policy has his reasons.
  if (::sched_getscheduler(0) != SCHED_OTHER) return;
  SchedulingAttributes attributes;
  attributes.nice = std::min(::getpriority(PRIO_PROCESS, 0) + more_nice, nicest);
  attributes.runtime = static_cast<std::uint64_t>(slice.count());
  ::syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace

void name_thread(const char* name) {
  ::pthread_setname_np(::pthread_self(), name);
}

void prefer_latency() {
  set_scheduling(0, shortest_slice);
}

void prefer_throughput() {
  set_scheduling(steps_back, std::chrono::nanoseconds(0));
}

}  // namespace feed_exporter
