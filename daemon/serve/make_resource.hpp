// SPDX-License-Identifier: MIT
// A document -> a Resource: compressed in all codings, with validators and header lines. Pure but for the
// memfds of large bodies; thread-safe.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/serve/resource.hpp"

namespace feed_exporter {

/// What the header lines of a resource say beside its bytes.
struct ResourceTraits {
  /// For metrics; of static lifetime.
  std::string_view format = {};
  std::string_view content_type = {};
  /// What a browser's window is told instead; empty: the same.
  std::string_view window_type = {};
  /// The directives that follow `public`, or `private` in a window.
  std::string cache_control = {};
  /// The value of the header field; no line if empty.
  std::string link = {};
  /// Further lines of a 200, each ended by CRLF.
  std::string_view further_lines = {};
};

/// How long caches may keep what changes with the seeds (RFC 9111 section 5.2.2, RFC 5861): for `max_age`;
/// for as long again while they fetch it anew, so that no reader waits for that; and for a day while the
/// daemon can't be reached, since old news are better than none.
std::string make_cache_control(std::chrono::seconds max_age);

/// A strong ETag with its quotes: XXH3-128 of the coded bytes and the name of the coding, so that it is the
/// same on all replicas and differs between codings (RFC 9110 section 8.8.3.3).
std::string make_etag(std::string_view coded, Coding coding);

/// The value of `Last-Modified`: `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string format_last_modified(std::chrono::sys_seconds time);

/// Brotli takes as long as all else together.
enum class Codings { all, quick };

/// `last_modified` none: no such line.
std::shared_ptr<const Resource> make_resource(const ResourceTraits& traits, std::string_view document,
                                              std::optional<std::chrono::sys_seconds> last_modified,
                                              Codings codings = Codings::all);

/// A resource made with `Codings::quick` -> the one made with `Codings::all`; null if that is no other.
std::shared_ptr<const Resource> add_slow_codings(const Resource& resource, const ResourceTraits& traits);

/// The same bodies, validators and date under new header lines.
std::shared_ptr<const Resource> remake_heads(const Resource& resource, const ResourceTraits& traits);

/// The same bodies, validators and header lines, now with a `Last-Modified`. REQUIRES: it has none yet.
std::shared_ptr<const Resource> add_last_modified(const Resource& resource,
                                                  std::chrono::sys_seconds last_modified);

}  // namespace feed_exporter
