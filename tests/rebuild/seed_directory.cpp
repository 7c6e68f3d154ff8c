// SPDX-License-Identifier: MIT
#include "tests/rebuild/seed_directory.hpp"

#include <stdlib.h>

#include <fstream>
#include <stdexcept>

namespace feed_exporter {

namespace fs = std::filesystem;

SeedDirectory::SeedDirectory() {
  std::string name = (fs::temp_directory_path() / "feed-exporter-seeds-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  outer_ = name;
  // One level down, so that a test may move the root away without leaving anything behind.
  root_ = outer_ / "seeds";
  fs::create_directory(root_);
}

SeedDirectory::~SeedDirectory() {
  std::error_code ignored;
  fs::remove_all(outer_, ignored);
}

void SeedDirectory::write(std::string_view path, std::string_view text) const {
  const fs::path file = root_ / path;
  fs::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

void SeedDirectory::rename(std::string_view from, std::string_view to) const {
  fs::create_directories((root_ / to).parent_path());
  fs::rename(root_ / from, root_ / to);
}

void SeedDirectory::clear() const {
  for (const fs::directory_entry& entry : fs::directory_iterator(root_)) fs::remove_all(entry.path());
}

std::string SeedText::text() const {
  std::string text = "---\n";
  if (!title.empty()) text += "title: \"" + title + "\"\n";
  if (!date.empty()) text += "publishedDateTime: " + date + "\n";
  if (!url.empty()) text += "originalUrl: \"" + url + "\"\n";
  if (!topics.empty()) text += "topics: [" + topics + "]\n";
  return text + extra + "---\n" + body;
}

std::string seed_named(const std::string& name, const std::string& topics) {
  SeedText seed;
  seed.title = "About " + name;
  seed.url = "https://example.org/" + name;
  seed.topics = topics;
  return seed.text();
}

}  // namespace feed_exporter
