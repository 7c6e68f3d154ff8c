// SPDX-License-Identifier: MIT
#include "tests/watch/temporary_tree.hpp"

#include <stdlib.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace feed_exporter {
namespace fs = std::filesystem;

TemporaryTree::TemporaryTree() {
  std::string pattern = (fs::temp_directory_path() / "feed-exporter-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  fs::permissions(pattern, fs::perms(0755));
  root_ = pattern;
}

TemporaryTree::~TemporaryTree() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

void TemporaryTree::write(const std::string& path, std::string_view text) const {
  fs::create_directories(fs::path(at(path)).parent_path());
  std::ofstream file(at(path), std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) throw std::runtime_error("cannot write " + at(path));
}

std::string TemporaryTree::read(const std::string& path) const {
  std::ifstream file(at(path), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void TemporaryTree::make_folder(const std::string& path) const {
  fs::create_directories(at(path));
}

void TemporaryTree::rename(const std::string& from, const std::string& to) const {
  fs::rename(at(from), at(to));
}

void TemporaryTree::remove(const std::string& path) const {
  fs::remove_all(at(path));
}

void TemporaryTree::link(const std::string& target, const std::string& path) const {
  fs::create_symlink(target, at(path));
}

namespace {
constexpr uid_t nobody = 65534;
}

WithoutPrivilege::WithoutPrivilege() {
  if (::geteuid() == 0) ::setfsuid(nobody);
}

WithoutPrivilege::~WithoutPrivilege() {
  ::setfsuid(::geteuid());
}

}  // namespace feed_exporter
