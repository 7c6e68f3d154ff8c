// SPDX-License-Identifier: MIT
// Replaces the allocation functions of this test program to count what the request path allocates.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>

#include "daemon/serve/handler.hpp"
#include "daemon/serve/make_resource.hpp"
#include "tests/serve/text.hpp"

namespace {

thread_local std::size_t allocations = 0;

void* allocate(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
// The library's own would do as well, but those of AddressSanitizer do not go with the deletes below.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(allocation)

BOOST_AUTO_TEST_CASE(the_counter_counts) {
  const std::size_t before = allocations;
  const std::string text(100, 'x');
  BOOST_TEST(allocations == before + 1);
  BOOST_TEST(text.size() == 100U);
}

BOOST_AUTO_TEST_CASE(what_the_snapshot_holds_is_answered_without_one) {
  Snapshot snapshot;
  snapshot.base_path = "/news";
  const ResourceTraits traits{.format = "atom",
                              .content_type = "text/plain",
                              .window_type = "application/xml",
                              .cache_control = "max-age=60"};
  const auto resource = make_resource(traits, make_markup(100'000, 1), std::chrono::sys_seconds{});
  snapshot.resources.insert_or_assign("/feeds/caf\xC3\xA9-of-the-artificially-intelligent.atom", resource);
  const std::string tags = "\"old\", W/" + resource->representations[0]->etag;
  const Request requests[] = {
      {.target = "/feeds/caf%C3%A9-of-the-artificially-intelligent.atom"},
      {.target = "/news/feeds/caf%C3%A9-of-the-artificially-intelligent.atom?utm=1"},
      {.target = "http://example.org/feeds/caf%C3%A9-of-the-artificially-intelligent.atom"},
      {.target = "/feeds/caf%C3%A9-of-the-artificially-intelligent.atom",
       .if_none_match = tags,
       .if_modified_since = resource->last_modified,
       .accept_encoding = "gzip;q=0.5, deflate, br, *;q=0.1",
       .accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"},
      {.target = "/feeds/caf%C3%A9-of-the-artificially-intelligent.atom",
       .if_modified_since = resource->last_modified},
      {.target = "/feeds/caf%C3%A9-of-the-artificially-intelligent.atom", .fetch_destination = "document"},
  };
  for (const Request& request : requests) {
    const std::size_t before = allocations;
    const Reply reply = handle(&snapshot, request);
    const std::size_t after = allocations;
    BOOST_TEST(after == before);
    BOOST_TEST(reply.resource == resource);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
