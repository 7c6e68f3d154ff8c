// SPDX-License-Identifier: MIT
// One document on its way to a Resource: the unit of work that the threads of a rendering share out. A job is
// touched by one thread at a time.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "daemon/serve/documents.hpp"
#include "daemon/serve/make_resource.hpp"
#include "daemon/serve/resource.hpp"
#include "daemon/serve/stamps.hpp"

namespace feed_exporter {

struct RenderJob {
  Document document;
  /// What stands at the path now, or null.
  std::shared_ptr<const Resource> before;
  /// What is to stand there; `before` if nothing differs.
  std::shared_ptr<const Resource> after;
  /// The bytes differ from those before.
  bool new_body = false;
  /// Of a new body.
  std::optional<std::chrono::sys_seconds> stamp;
};

struct RenderTerms {
  const Stamps& stamps;
  std::chrono::sys_seconds now;
  Codings codings = Codings::all;
  /// Header lines may differ where bytes do not: after new settings.
  bool compare_heads = false;
};

/// Renders the document and compresses it if it differs from what stands there.
void run(RenderJob& job, const RenderTerms& terms);

/// Adds what `Codings::quick` left out; the document itself is not rendered. REQUIRES: `before`.
void run_completion(RenderJob& job);

}  // namespace feed_exporter
