// SPDX-License-Identifier: MIT
#include "daemon/net/counters.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace feed_exporter {

Counters::Format& Counters::find_format(std::string_view name) {
  if (name.empty()) name = "none";
  name = name.substr(0, max_format_name);
  const std::size_t used = used_.load(std::memory_order_relaxed);
  for (std::size_t i = 0; i < used; ++i) {
    Format& format = formats_[i];
    if (format.size == name.size() && std::memcmp(format.name.data(), name.data(), name.size()) == 0) {
      return format;
    }
  }
  // The table is larger than the list of formats; were it ever full, the last one would take the rest.
  if (used == max_formats) return formats_.back();
  Format& format = formats_[used];
  std::ranges::copy(name, format.name.begin());
  format.size = name.size();
  used_.store(used + 1, std::memory_order_release);
  return format;
}

void Counters::count_request(std::string_view format, int status) {
  find_format(format).by_status[status_index(status)].add(1);
}

void Counters::count_latency(std::chrono::nanoseconds latency) {
  const double seconds = std::chrono::duration<double>(latency).count();
  const auto* const bound =
      std::ranges::find_if(ServerStats::latency_bounds, [&](double limit) { return seconds <= limit; });
  latencies_[static_cast<std::size_t>(bound - std::begin(ServerStats::latency_bounds))].add(1);
  latency_nanoseconds_.add(static_cast<std::uint64_t>(std::max<std::int64_t>(latency.count(), 0)));
}

void Counters::add_to(ServerStats& sum) const {
  const std::size_t used = used_.load(std::memory_order_acquire);
  for (std::size_t i = 0; i < used; ++i) {
    const Format& format = formats_[i];
    for (std::size_t j = 0; j < status_rows.size(); ++j) {
      const std::uint64_t count = format.by_status[j].get();
      if (count > 0)
        sum.requests[{std::string(format.name.data(), format.size), status_rows[j].status}] += count;
    }
  }
  for (std::size_t i = 1; i < refusal_count; ++i) {
    sum.rejected[std::string(refusals[i].name)] += refusals_[i].get();
  }
  for (std::size_t i = 0; i < latencies_.size(); ++i) sum.latencies[i] += latencies_[i].get();
  sum.latency_sum += static_cast<double>(latency_nanoseconds_.get()) * 1e-9;
  sum.bytes_sent += bytes_sent.get();
  sum.connections_accepted += accepted.get();
  sum.connections_open += open.get();
  sum.accept_errors += accept_errors.get();
}

}  // namespace feed_exporter
