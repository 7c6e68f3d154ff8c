// SPDX-License-Identifier: MIT
#include "daemon/serve/make_resource.hpp"

#include <xxhash.h>

#include <array>

#include "daemon/serve/compress.hpp"
#include "exporters/timestamp.hpp"

namespace feed_exporter {
namespace {

void append_line(std::string& head, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

/// The lines that a 304 has to repeat (RFC 9110 section 15.4.5), and CORS, which browsers want on it too.
void append_shared_lines(std::string& head, const Representation& representation,
                         const ResourceTraits& traits, bool in_window) {
  append_line(head, "ETag", representation.etag);
  append_line(head, "Cache-Control", (in_window ? "private, " : "public, ") + traits.cache_control);
  append_line(head, "Vary", in_window ? "Accept-Encoding, Sec-Fetch-Dest" : "Accept-Encoding");
  head +=
      "Access-Control-Allow-Origin: *\r\n"
      "Access-Control-Expose-Headers: ETag, Link\r\n";
}

// The date is the last line of both heads, so that it can be added later.

std::string make_head_304(const Resource& resource, const Representation& representation,
                          const ResourceTraits& traits, bool in_window) {
  std::string head;
  append_shared_lines(head, representation, traits, in_window);
  append_line(head, "Last-Modified", resource.last_modified);
  return head;
}

std::string make_head_200(const Resource& resource, const Representation& representation, Coding coding,
                          const ResourceTraits& traits, bool in_window) {
  std::string head;
  append_line(head, "Content-Type", in_window ? traits.window_type : traits.content_type);
  append_line(head, "Content-Length", std::to_string(representation.body.size()));
  append_line(head, "Content-Encoding", coding_name(coding));
  append_shared_lines(head, representation, traits, in_window);
  append_line(head, "Accept-Ranges", "none");
  append_line(head, "X-Content-Type-Options", "nosniff");
  append_line(head, "Link", traits.link);
  head += traits.further_lines;
  append_line(head, "Last-Modified", resource.last_modified);
  return head;
}

/// A string of exactly its length, as thousands of them stay in memory.
std::string fitted(std::string text) {
  text.shrink_to_fit();
  return text;
}

void set_representation(Resource& resource, Coding coding, Body body, std::string etag,
                        const ResourceTraits& traits) {
  auto representation = std::make_unique<Representation>();
  representation->body = std::move(body);
  representation->etag = std::move(etag);
  representation->head_200 = fitted(make_head_200(resource, *representation, coding, traits, false));
  representation->head_304 = fitted(make_head_304(resource, *representation, traits, false));
  if (!traits.window_type.empty()) {
    representation->window_200 = fitted(make_head_200(resource, *representation, coding, traits, true));
    representation->window_304 = fitted(make_head_304(resource, *representation, traits, true));
  }
  resource.representations[static_cast<std::size_t>(coding)] = std::move(representation);
}

void compress_to(Resource& resource, Coding coding, std::string_view document, const ResourceTraits& traits) {
  if (const auto coded = compress(coding, document)) {
    set_representation(resource, coding, Body::make(*coded), make_etag(*coded, coding), traits);
  }
}

/// With the same bodies, validators and date.
std::shared_ptr<Resource> copy_resource(const Resource& resource, const ResourceTraits& traits) {
  auto copy = std::make_shared<Resource>();
  copy->format = traits.format;
  copy->last_modified = resource.last_modified;
  for (std::size_t i = 0; i < coding_count; ++i) {
    const auto& old = resource.representations[i];
    if (old) set_representation(*copy, static_cast<Coding>(i), old->body, old->etag, traits);
  }
  return copy;
}

}  // namespace

std::string make_cache_control(std::chrono::seconds max_age) {
  const std::string seconds = std::to_string(max_age.count());
  return "max-age=" + seconds + ", stale-while-revalidate=" + seconds + ", stale-if-error=86400";
}

std::string format_last_modified(std::chrono::sys_seconds time) {
  // The preferred form of RFC 9110 section 5.6.7 is the one that feeds use.
  return format_rfc822(time);
}

std::string make_etag(std::string_view coded, Coding coding) {
  XXH128_canonical_t digest;
  XXH128_canonicalFromHash(&digest, XXH3_128bits(coded.data(), coded.size()));
  constexpr std::string_view digits = "0123456789abcdef";
  std::string etag = "\"";
  for (const unsigned char byte : digest.digest) {
    etag += digits[byte >> 4];
    etag += digits[byte & 15];
  }
  if (coding != Coding::identity) {
    etag += '-';
    etag += coding_name(coding);
  }
  etag += '"';
  return etag;
}

std::shared_ptr<const Resource> make_resource(const ResourceTraits& traits, std::string_view document,
                                              std::optional<std::chrono::sys_seconds> last_modified,
                                              Codings codings) {
  auto resource = std::make_shared<Resource>();
  resource->format = traits.format;
  if (last_modified) resource->last_modified = format_last_modified(*last_modified);
  if (codings == Codings::all) compress_to(*resource, Coding::brotli, document, traits);
  compress_to(*resource, Coding::zstd, document, traits);
  compress_to(*resource, Coding::gzip, document, traits);
  set_representation(*resource, Coding::identity, Body::make(document), make_etag(document, Coding::identity),
                     traits);
  return resource;
}

std::shared_ptr<const Resource> remake_heads(const Resource& resource, const ResourceTraits& traits) {
  return copy_resource(resource, traits);
}

std::shared_ptr<const Resource> add_slow_codings(const Resource& resource, const ResourceTraits& traits) {
  auto completed = copy_resource(resource, traits);
  compress_to(*completed, Coding::brotli, resource.identity().body.read(), traits);
  if (!completed->representations[static_cast<std::size_t>(Coding::brotli)]) return nullptr;
  return completed;
}

std::shared_ptr<const Resource> add_last_modified(const Resource& resource,
                                                  std::chrono::sys_seconds last_modified) {
  auto stamped = std::make_shared<Resource>();
  stamped->format = resource.format;
  stamped->last_modified = format_last_modified(last_modified);
  std::string line;
  append_line(line, "Last-Modified", stamped->last_modified);
  for (std::size_t i = 0; i < coding_count; ++i) {
    if (!resource.representations[i]) continue;
    auto representation = std::make_unique<Representation>(*resource.representations[i]);
    representation->head_200 += line;
    representation->head_304 += line;
    if (!representation->window_200.empty()) {
      representation->window_200 += line;
      representation->window_304 += line;
    }
    stamped->representations[i] = std::move(representation);
  }
  return stamped;
}

}  // namespace feed_exporter
