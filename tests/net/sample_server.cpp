// SPDX-License-Identifier: MIT
#include "tests/net/sample_server.hpp"

#include <utility>

namespace feed_exporter {

std::shared_ptr<const Resource> sample_resource(std::string_view body, std::string_view etag) {
  auto representation = std::make_unique<Representation>();
  representation->body = Body::make(body);
  representation->etag = '"' + std::string(etag) + '"';
  const std::string shared = "ETag: " + representation->etag + "\r\nCache-Control: public, max-age=900\r\n";
  representation->head_200 =
      "Content-Type: application/atom+xml; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n" + shared;
  representation->head_304 = shared;
  auto resource = std::make_shared<Resource>();
  resource->format = "atom";
  resource->representations[static_cast<std::size_t>(Coding::identity)] = std::move(representation);
  return resource;
}

std::string small_body() {
  return "<feed>" + std::string(1000, 's') + "</feed>";
}

const std::string& large_body() {
  static const std::string large = [] {
    std::string body;
    while (body.size() < 2 * 1024 * 1024) body += "<entry>" + std::to_string(body.size()) + "</entry>\n";
    return body;
  }();
  return large;
}

std::shared_ptr<Snapshot> make_sample_snapshot() {
  static const auto small = sample_resource(small_body(), "small");
  static const auto large = sample_resource(large_body(), "large");
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->resources.insert_or_assign("/small.atom", small);
  snapshot->resources.insert_or_assign("/large.atom", large);
  snapshot->readiness.ready = true;
  return snapshot;
}

ServerSettings sample_settings() {
  ServerSettings settings;
  settings.listen = {"127.0.0.1:0"};
  settings.threads = 1;
  return settings;
}

SampleServer::SampleServer(const ServerSettings& settings, const LogSettings& log_settings,
                           std::vector<int> inherited)
    : server(settings, log_settings, log, std::move(inherited), [] { return std::string("metric 1\n"); }) {
  server.publish(make_sample_snapshot());
  server.start();
}

}  // namespace feed_exporter
