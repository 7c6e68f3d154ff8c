// SPDX-License-Identifier: MIT
// Whole documents, byte for byte. With FEED_EXPORTER_UPDATE_GOLDEN=1 in the environment the files are
// rewritten instead: look at the difference before it is committed.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <locale>
#include <set>
#include <string>

#include "exporters/format.hpp"
#include "tests/exporters/sample_feeds.hpp"
#include "tests/golden.hpp"

namespace feed_exporter {
namespace {

const std::filesystem::path golden_directory =
    std::filesystem::path(FEED_EXPORTER_SOURCE_DIR) / "tests/golden/exporters";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in, "no golden file " << path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The first line in which two texts differ, for a message that can be read.
std::string first_difference(const std::string& expected, const std::string& actual) {
  const auto at = static_cast<std::size_t>(
      std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end()).first - expected.begin());
  const std::size_t start = at < 60 ? 0 : at - 60;
  return "at byte " + std::to_string(at) + "\nexpected: …" + expected.substr(start, 160) + "\nactual:   …" +
         actual.substr(start, 160);
}

std::string render(const Format& format, const Feed& feed) {
  std::string out;
  format.render(feed, out);
  return out;
}

BOOST_AUTO_TEST_SUITE(golden)

BOOST_AUTO_TEST_CASE(documents_are_as_they_were) {
  for (const testing::SampleFeed& sample : testing::make_sample_feeds()) {
    for (const Format& format : formats()) {
      if (!format.subscribable) continue;
      const std::filesystem::path path = golden_directory / (sample.name + "." + std::string(format.suffix));
      const std::string actual = render(format, sample.feed);
      if (testing::updates_golden()) {
        std::ofstream(path, std::ios::binary) << actual;
        continue;
      }
      const std::string expected = read_file(path);
      BOOST_TEST((expected == actual), path.filename().string() << ' ' << first_difference(expected, actual));
    }
  }
}

BOOST_AUTO_TEST_CASE(no_file_is_without_its_feed) {
  std::set<std::string> known;
  for (const testing::SampleFeed& sample : testing::make_sample_feeds()) known.insert(sample.name);
  for (const auto& file : std::filesystem::directory_iterator(golden_directory)) {
    const Format* format = find_format(file.path().extension().string().substr(1));
    if (format == nullptr || !format->subscribable) continue;
    BOOST_TEST(known.contains(file.path().stem().string()), file.path().filename() << " belongs to no feed");
  }
}

struct GroupingDigits : std::numpunct<char> {
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

BOOST_AUTO_TEST_CASE(documents_depend_on_the_feed_alone) {
  for (const testing::SampleFeed& sample : testing::make_sample_feeds()) {
    for (const Format& format : formats()) {
      const std::string before = render(format, sample.feed);
      const std::locale classic =
          std::locale::global(std::locale(std::locale::classic(), new GroupingDigits));
      const char* zone = std::getenv("TZ");
      const std::string old_zone = zone == nullptr ? "" : zone;
      ::setenv("TZ", "Pacific/Kiritimati", 1);
      ::tzset();
      std::string after = "kept";
      format.render(sample.feed, after);
      if (zone == nullptr) {
        ::unsetenv("TZ");
      } else {
        ::setenv("TZ", old_zone.c_str(), 1);
      }
      ::tzset();
      std::locale::global(classic);
      BOOST_TEST((after == "kept" + before), sample.name << " in " << format.name);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
