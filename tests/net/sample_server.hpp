// SPDX-License-Identifier: MIT
// A server on a free loopback port with a few resources made by hand, for the tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/log.hpp"
#include "daemon/net/server.hpp"
#include "daemon/serve/snapshot.hpp"

namespace feed_exporter {

/// A resource with these bytes; of the format `atom`.
std::shared_ptr<const Resource> sample_resource(std::string_view body, std::string_view etag);

/// `/small.atom` (in memory), `/large.atom` (in a memfd), with the ETags `"small"` and `"large"`.
std::shared_ptr<Snapshot> make_sample_snapshot();
std::string small_body();
/// Larger than the kernel buffers for one connection.
const std::string& large_body();

/// One thread, port 0.
ServerSettings sample_settings();

class SampleServer {
 public:
  explicit SampleServer(const ServerSettings& settings = sample_settings(), const LogSettings& log = {},
                        std::vector<int> inherited = {});

  Server& operator*() { return server; }
  Server* operator->() { return &server; }
  std::string address() const { return server.addresses().front(); }

  Log log{LogLevel::error};
  Server server;
};

}  // namespace feed_exporter
