// SPDX-License-Identifier: MIT
// Files for tests: seeds of the project, and of the corpus where it lies.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace feed_exporter {

struct TestFile {
  /// Below the folder, `/` between folders.
  std::string path;
  std::string text;
};

/// All files below a folder, sorted by path; none if it is absent.
std::vector<TestFile> read_files(const std::filesystem::path& folder);
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& text);

/// The folder named by FEED_EXPORTER_CORPUS, else the one beside the sources; empty if there is none.
std::filesystem::path corpus_folder();

}  // namespace feed_exporter
