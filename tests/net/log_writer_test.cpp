// SPDX-License-Identifier: MIT
#include "daemon/net/log_writer.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include "daemon/content/descriptor.hpp"
#include "tests/net/client.hpp"
#include "tests/net/temporary_directory.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(log_writer)

BOOST_AUTO_TEST_CASE(a_slow_reader_does_not_hold_up_the_end) {
  const TemporaryDirectory directory;
  const std::string path = directory / "fifo";
  BOOST_REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const Descriptor reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
  BOOST_REQUIRE(static_cast<bool>(reader));
  std::atomic<std::uint64_t> lost = 0;
  auto writer = std::make_unique<LogWriter>(lost);
  const LogFile file = open_log_file(path);
  for (int i = 0; i < 8; ++i) writer->write(file, repeat(std::string(999, 'x') + '\n', 100));
  std::atomic<bool> ended = false;
  // It takes four seconds to read all.
  std::thread slow([&] {
    std::array<char, 4096> bytes;
    while (!ended) {
      ::poll(nullptr, 0, 20);
      static_cast<void>(::read(reader.get(), bytes.data(), bytes.size()));
    }
  });
  writer.reset();
  ended = true;
  slow.join();
  BOOST_TEST(lost > 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
