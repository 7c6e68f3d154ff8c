// SPDX-License-Identifier: MIT
// In the steady state a request costs no allocation, on whatever path it takes.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "tests/net/client.hpp"
#include "tests/net/sample_server.hpp"

namespace {

/// Allocations of threads other than those that switched themselves off, as the test's own does.
std::atomic<std::size_t> allocations = 0;
thread_local bool counted = true;

}  // namespace

// The array and nothrow forms call these.
void* operator new(std::size_t size) {
  if (counted) allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(allocation)

BOOST_AUTO_TEST_CASE(a_request_allocates_nothing) {
  counted = false;
  struct Case {
    std::string name;
    std::string request;
    int status;
  };
  const std::vector<Case> cases = {
      {"a body in memory", get("/small.atom", "Accept-Encoding: gzip, br\r\nUser-Agent: reader\r\n"), 200},
      {"a body in a file, which waits for the client", get("/large.atom"), 200},
      {"not modified", get("/small.atom", "If-None-Match: \"small\"\r\n"), 304},
  };
  LogSettings log;
  log.access = AccessLog::combined;
  log.access_file = "/dev/null";
  ServerSettings settings = sample_settings();
  settings.request_budget = 1'000'000;
  settings.max_requests_per_connection = 1'000'000;
  for (const Case& each : cases) {
    SampleServer server(settings, log);
    std::vector<Client> clients;
    for (int i = 0; i < 8; ++i) clients.emplace_back(server.address());
    const auto ask_all = [&] {
      for (Client& client : clients) client.send(each.request);
      for (Client& client : clients) BOOST_REQUIRE(client.read_answer()->status == each.status);
    };
    // Buffers and lists reach their sizes, `Date` is made once a second.
    for (int i = 0; i < 20; ++i) ask_all();
    const auto start = std::chrono::steady_clock::now();
    const std::size_t before = allocations;
    for (int i = 0; i < 50; ++i) ask_all();
    const std::size_t more = allocations - before;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
    // Of 400 requests none; but each second has its `Date`, and the log's buffers may still grow.
    BOOST_TEST(more <= 10 + 2 * static_cast<std::size_t>(seconds.count()), each.name << ": " << more);
  }
  counted = true;
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
