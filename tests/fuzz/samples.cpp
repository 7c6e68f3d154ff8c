// SPDX-License-Identifier: MIT
#include "tests/fuzz/samples.hpp"

#include <boost/test/unit_test.hpp>
#include <iterator>

#include "daemon/content/front_matter.hpp"

namespace feed_exporter {

const std::vector<TestFile>& sample_seeds() {
  static const std::vector<TestFile> seeds = [] {
    const std::filesystem::path source = FEED_EXPORTER_SOURCE_DIR;
    std::vector<TestFile> files = read_files(source / "tests/seeds");
    std::vector<TestFile> more = read_files(source / "seeds");
    if (corpus_folder().empty()) {
      BOOST_TEST_MESSAGE("no corpus: set FEED_EXPORTER_CORPUS to fuzz from real seeds too");
    } else {
      std::vector<TestFile> corpus = read_files(corpus_folder());
      more.insert(more.end(), std::make_move_iterator(corpus.begin()), std::make_move_iterator(corpus.end()));
    }
    files.insert(files.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::erase_if(files, [](const TestFile& file) { return !opens_front_matter(file.text); });
    return files;
  }();
  return seeds;
}

}  // namespace feed_exporter
