// SPDX-License-Identifier: MIT
#include "daemon/app/offline.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>

namespace feed_exporter {
namespace {

std::string error_of(const Settings& settings, const Clock& clock = {}) {
  const Log log = Log::silent();
  try {
    const OfflineSite site(settings, log, clock);
    return "";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

BOOST_AUTO_TEST_SUITE(app_offline)

BOOST_AUTO_TEST_CASE(says_why_there_are_no_feeds) {
  Settings settings;
  settings.seeds.directory = std::string(FEED_EXPORTER_SOURCE_DIR) + "/seeds";
  BOOST_TEST(error_of(settings) == "");
  Clock broken;
  broken.wall = []() -> std::chrono::sys_seconds { throw std::runtime_error("the clock is broken"); };
  BOOST_TEST(error_of(settings, broken) ==
             settings.seeds.directory + ": no feeds can be made of it: the clock is broken");
  settings.seeds.directory = std::string(FEED_EXPORTER_SOURCE_DIR) + "/README.md";
  BOOST_TEST(error_of(settings) == settings.seeds.directory + ": the seeds directory is no directory");
  settings.seeds.directory = std::string(FEED_EXPORTER_SOURCE_DIR) + "/none";
  BOOST_TEST(error_of(settings) == settings.seeds.directory + ": the seeds directory is missing");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
