// SPDX-License-Identifier: MIT
#include "daemon/app/metrics.hpp"

#include <boost/test/unit_test.hpp>
#include <clocale>
#include <string>

namespace feed_exporter {
namespace {

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

BOOST_AUTO_TEST_SUITE(app_metrics)

BOOST_AUTO_TEST_CASE(every_family_is_described_once_and_histograms_are_cumulative) {
  RebuildStats rebuild;
  rebuild.articles = 3;
  rebuild.errors["bad-yaml"] = 2;
  rebuild.warnings["duplicate"] = 1;
  rebuild.durations[0] = 1;
  rebuild.durations[2] = 2;
  rebuild.duration_sum = 0.5;
  ServerStats server;
  server.requests[{"atom", 200}] = 7;
  server.requests[{"atom", 304}] = 70;
  server.log_lines_dropped = 5;
  const std::string text = render_metrics(rebuild, {}, server);
  BOOST_TEST(has_line(text, "feed_exporter_articles 3"));
  BOOST_TEST(has_line(text, "feed_exporter_problems{severity=\"error\",rule=\"bad-yaml\"} 2"));
  BOOST_TEST(has_line(text, "feed_exporter_problems{severity=\"warning\",rule=\"duplicate\"} 1"));
  BOOST_TEST(has_line(text, "feed_exporter_http_requests_total{format=\"atom\",status=\"304\"} 70"));
  BOOST_TEST(has_line(text, "feed_exporter_rebuild_duration_seconds_bucket{le=\"0.005\"} 3"));
  BOOST_TEST(has_line(text, "feed_exporter_rebuild_duration_seconds_bucket{le=\"+Inf\"} 3"));
  BOOST_TEST(has_line(text, "feed_exporter_rebuild_duration_seconds_count 3"));
  BOOST_TEST(has_line(text, "feed_exporter_log_lines_dropped_total 5"));
  for (std::size_t at = text.find("# TYPE "); at != std::string::npos; at = text.find("# TYPE ", at + 1)) {
    const std::string line = text.substr(at, text.find('\n', at) - at);
    BOOST_TEST(text.find(line, at + 1) == std::string::npos, line);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
