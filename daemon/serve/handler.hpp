// SPDX-License-Identifier: MIT
// (snapshot, request) -> answer. Pure: no socket, no disk, no clock. No allocation for what the snapshot
// holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/serve/snapshot.hpp"

namespace feed_exporter {

enum class Method : std::uint8_t { get, head, options, known_other, unknown };

/// The parts of a request that decide the answer: views into the connection's buffer, empty if absent. Of a
/// field that came several times the values are joined by commas (RFC 9110 section 5.3).
struct Request {
  Method method = Method::get;
  /// As on the request line.
  std::string_view target = {};
  std::string_view if_match = {};
  std::string_view if_unmodified_since = {};
  std::string_view if_none_match = {};
  std::string_view if_modified_since = {};
  std::string_view accept_encoding = {};
  /// Whether the client would rather have HTML (an error page for people).
  std::string_view accept = {};
  /// Whether a browser opens it in a window (`Sec-Fetch-Dest: document`, Fetch Metadata).
  std::string_view fetch_destination = {};
};

/// What the caller has to add itself.
enum class Need : std::uint8_t {
  nothing,
  /// The body of `/metrics`: to be added with its `Content-Length`, which `own_head` lacks.
  metrics,
};

struct Reply {
  /// 200, 204, 301, 304, 400, 404, 405, 406, 412, 501, 503.
  int status = 200;
  Need need = Need::nothing;
  /// From the snapshot: valid as long as it. Null: head and body are those in `own_head` and `own_body`.
  const Representation* representation = nullptr;
  /// Keeps the representation alive while the answer is in flight; moved out by the connection. Null for a
  /// representation that lives as long as the process.
  std::shared_ptr<const Resource> resource;
  /// Which header lines of the representation go out.
  bool in_window = false;
  /// Header lines (as in Representation) and body made for this request alone: errors, redirects.
  std::string own_head;
  std::string own_body;
  /// For metrics: that of the resource, or `error`, `redirect`, `options`, `metrics`.
  std::string_view format;
};

/// Answers a request. `snapshot` may be null before the first one: everything but `/healthz` and `/metrics`
/// is 503, and `early_base_path` is the base path. The body is to be left out for HEAD, 204 and 304, while
/// its length stays in the header.
Reply handle(const Snapshot* snapshot, const Request& request, std::string_view early_base_path = {});

}  // namespace feed_exporter
