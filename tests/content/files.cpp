// SPDX-License-Identifier: MIT
#include "tests/content/files.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace feed_exporter {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<TestFile> read_files(const std::filesystem::path& folder) {
  std::vector<TestFile> files;
  std::error_code absent;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder, absent)) {
    if (!file.is_regular_file()) continue;
    files.push_back({file.path().lexically_relative(folder).generic_string(), read_file(file.path())});
  }
  std::sort(files.begin(), files.end(),
            [](const TestFile& left, const TestFile& right) { return left.path < right.path; });
  return files;
}

std::filesystem::path corpus_folder() {
  const char* named = std::getenv("FEED_EXPORTER_CORPUS");
  const std::filesystem::path folder =
      named != nullptr ? std::filesystem::path(named)
                       : std::filesystem::path(FEED_EXPORTER_SOURCE_DIR).parent_path() / "shared" / "corpus";
  return std::filesystem::is_directory(folder) ? folder : std::filesystem::path();
}

}  // namespace feed_exporter
