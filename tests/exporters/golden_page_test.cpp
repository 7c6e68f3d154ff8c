// SPDX-License-Identifier: MIT
// Whole pages, OPML and the machine's index, byte for byte. With FEED_EXPORTER_UPDATE_GOLDEN=1 in the
// environment the files are rewritten instead: look at the difference, and at the pages, before it is
// committed.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "exporters/directory_json.hpp"
#include "exporters/index_page.hpp"
#include "exporters/not_found_page.hpp"
#include "exporters/opml.hpp"
#include "exporters/topic_page.hpp"
#include "tests/exporters/sample_feeds.hpp"
#include "tests/exporters/sample_site.hpp"
#include "tests/golden.hpp"

namespace feed_exporter {
namespace {

const std::filesystem::path golden_directory =
    std::filesystem::path(FEED_EXPORTER_SOURCE_DIR) / "tests/golden/pages";

std::string render_topic(const Feed& feed) {
  std::string out;
  render_topic_page(feed, out);
  return out;
}

std::map<std::string, std::string> render_all() {
  const std::string base_url = "https://example.org/news";
  const testing::SampleSite site = testing::make_sample_magazine(base_url);
  return {
      {"index.html", render_index_page(site.directory, site.state)},
      {"index-crowded.html", render_index_page(testing::make_crowded_directory(base_url, 200), site.state)},
      {"index-empty.html", render_index_page(testing::make_empty_directory(base_url), {})},
      {"index-troubled.html", render_index_page(site.directory, testing::make_troubled_state(14))},
      {"topic.html", render_topic(site.feeds.front())},
      {"topic-torture.html", render_topic(testing::make_torture_feed())},
      {"topic-usual.html", render_topic(testing::make_usual_feed(base_url, 50))},
      {"not_found.html", render_not_found_page(site.directory.site, "There is no feed of that name here.",
                                               {{"kelp", "Kelp"}, {"coasts", "Coasts"}})},
      {"feeds.opml", render_opml(site.directory)},
      {"feeds.json", render_directory_json(site.directory)},
  };
}

BOOST_AUTO_TEST_SUITE(golden_page)

BOOST_AUTO_TEST_CASE(documents_are_as_they_were) {
  for (const auto& [name, actual] : render_all()) {
    const std::filesystem::path path = golden_directory / name;
    if (testing::updates_golden()) {
      std::ofstream(path, std::ios::binary) << actual;
      continue;
    }
    std::ifstream file(path, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(file, "no golden file " << path);
    const std::string expected{std::istreambuf_iterator<char>(file), {}};
    BOOST_TEST((expected == actual),
               name << " differs; see the difference after an update of the golden files");
  }
}

BOOST_AUTO_TEST_CASE(no_file_is_without_its_document) {
  const std::map<std::string, std::string> documents = render_all();
  for (const auto& file : std::filesystem::directory_iterator(golden_directory)) {
    BOOST_TEST(documents.contains(file.path().filename().string()), file.path().filename());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
