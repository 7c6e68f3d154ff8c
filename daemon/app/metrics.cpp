// SPDX-License-Identifier: MIT
#include "daemon/app/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "version.hpp"

namespace feed_exporter {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

using Labels = std::vector<ClientMetric::Label>;

/// The families in the order in which they are written.
class Families {
 public:
  void gauge(const std::string& name, const std::string& help, double value, Labels labels = {}) {
    ClientMetric& metric = add(name, help, MetricType::Gauge, std::move(labels));
    metric.gauge.value = value;
  }

  void counter(const std::string& name, const std::string& help, double value, Labels labels = {}) {
    ClientMetric& metric = add(name, help, MetricType::Counter, std::move(labels));
    metric.counter.value = value;
  }

  /// `counts` holds one more than `bounds`: what lies beyond them all.
  void histogram(const std::string& name, const std::string& help, std::span<const double> bounds,
                 std::span<const std::uint64_t> counts, double sum) {
    ClientMetric& metric = add(name, help, MetricType::Histogram, {});
    std::uint64_t cumulative = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      cumulative += counts[i];
      ClientMetric::Bucket bucket;
      bucket.cumulative_count = cumulative;
      bucket.upper_bound = i < bounds.size() ? bounds[i] : std::numeric_limits<double>::infinity();
      metric.histogram.bucket.push_back(bucket);
    }
    metric.histogram.sample_count = cumulative;
    metric.histogram.sample_sum = sum;
  }

  std::string serialize() const { return prometheus::TextSerializer().Serialize(families_); }

 private:
  ClientMetric& add(const std::string& name, const std::string& help, MetricType type, Labels labels) {
    const std::string full = "feed_exporter_" + name;
    if (families_.empty() || families_.back().name != full) families_.push_back({full, help, type, {}});
    ClientMetric& metric = families_.back().metric.emplace_back();
    metric.label = std::move(labels);
    return metric;
  }

  std::vector<MetricFamily> families_;
};

double number(std::uint64_t value) {
  return static_cast<double>(value);
}

void add_rebuild(Families& families, const RebuildStats& stats) {
  families.gauge("articles", "Articles that are served.", number(stats.articles));
  families.gauge("topics", "Topics that have a feed.", number(stats.topics));
  families.gauge("files", "Files below the seeds directory that could be seeds by their names.",
                 number(stats.files));
  families.gauge("files_without_front_matter", "Files that are no seeds because they have no front matter.",
                 number(stats.not_seeds));
  constexpr const char* problems = "Problems of the seeds at present, by rule.";
  for (const auto& [rule, count] : stats.errors) {
    families.gauge("problems", problems, number(count), {{"severity", "error"}, {"rule", rule}});
  }
  for (const auto& [rule, count] : stats.warnings) {
    families.gauge("problems", problems, number(count), {{"severity", "warning"}, {"rule", rule}});
  }
  families.gauge("degraded", "Whether something keeps the feeds from following the seeds.",
                 stats.degraded.empty() ? 0 : 1);
  families.gauge("deletions_held", "Whether a mass deletion waits for confirmation.",
                 stats.deletions_held ? 1 : 0);
  families.counter("rebuilds_total", "Batches of changes that were dealt with.", number(stats.rebuilds));
  families.counter("rebuild_failures_total", "Rebuilds that failed and left the snapshot before in place.",
                   number(stats.failures));
  families.counter("publications_total", "Snapshots that were published.", number(stats.publications));
  families.gauge("last_publication_timestamp_seconds",
                 "When the present snapshot was published, Unix time; 0: never.",
                 static_cast<double>(stats.last_publication));
  families.histogram("rebuild_duration_seconds", "Time from a batch to its snapshot.",
                     RebuildStats::duration_bounds, stats.durations, stats.duration_sum);
  families.histogram("batch_size", "Files named by a batch.", RebuildStats::batch_bounds, stats.batch_sizes,
                     stats.batch_size_sum);
  families.gauge("content_bytes", "Memory that holds the articles, bodies included.",
                 number(stats.content_bytes));
  families.gauge("body_bytes", "Memory that holds the bodies of articles.", number(stats.body_bytes));
  families.gauge("rendered_bytes", "Memory that holds rendered documents in all codings.",
                 number(stats.rendered_bytes));
}

void add_watch(Families& families, const WatchStats& stats) {
  families.gauge("watches", "Folders that are watched by inotify.", number(stats.watches));
  families.counter("watch_overflows_total", "Times the kernel's queue of events overflowed.",
                   number(stats.overflows));
  families.counter("watch_batches_total", "Batches of changes that were seen.", number(stats.batches));
  families.gauge("polling", "Whether the seeds are polled instead of watched.", stats.polling ? 1 : 0);
}

void add_server(Families& families, const ServerStats& stats) {
  for (const auto& [key, count] : stats.requests) {
    families.counter("http_requests_total", "Answers, by what was asked for and by status.", number(count),
                     {{"format", key.first}, {"status", std::to_string(key.second)}});
  }
  families.counter("http_sent_bytes_total", "Bytes sent to clients.", number(stats.bytes_sent));
  families.counter("http_connections_total", "Connections that were accepted.",
                   number(stats.connections_accepted));
  families.gauge("http_connections", "Connections that are open.", number(stats.connections_open));
  for (const auto& [reason, count] : stats.rejected) {
    families.counter("http_rejected_total", "Connections and requests that were refused, by reason.",
                     number(count), {{"reason", reason}});
  }
  families.counter("http_accept_errors_total", "Connections that the system could not give us.",
                   number(stats.accept_errors));
  families.counter("log_lines_dropped_total", "Lines of the access log that could not be written.",
                   number(stats.log_lines_dropped));
  families.histogram("http_request_duration_seconds", "Time from a whole request to its last byte sent.",
                     ServerStats::latency_bounds, stats.latencies, stats.latency_sum);
}

}  // namespace

std::string render_metrics(const RebuildStats& rebuild, const WatchStats& watch, const ServerStats& server) {
  Families families;
  families.gauge("build_info", "The version that runs; always 1.", 1, {{"version", std::string(version)}});
  add_rebuild(families, rebuild);
  add_watch(families, watch);
  add_server(families, server);
  return families.serialize();
}

}  // namespace feed_exporter
