// SPDX-License-Identifier: MIT
#include "daemon/app/export_tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string_view>
#include <system_error>

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

/// Names the files that are ours, one a line.
constexpr const char* manifest_name = ".feed-exporter-files";

[[noreturn]] void fail(const fs::path& path, const std::string& what, int error) {
  throw std::runtime_error(path.string() + ": " + what + ": " + std::strerror(error));
}

bool holds(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(path, error)) || fs::file_size(path, error) != bytes.size())
    return false;
  std::ifstream stream(path, std::ios::binary);
  const std::string present((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  return stream && present == bytes;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail(folder, "cannot be made", error.value());
}

/// A temporary file beside its target, removed unless it took the target's place.
class Replacement {
 public:
  explicit Replacement(const fs::path& target)
      : target_(target),
        name_(target.string() + ".XXXXXX"),
        descriptor_(::mkostemp(name_.data(), O_CLOEXEC)) {
    if (descriptor_ < 0) fail(target_, "cannot be written", errno);
  }
  ~Replacement() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!done_) ::unlink(name_.c_str());
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(target_, "cannot be written", errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void commit() {
    constexpr mode_t readable_by_a_web_server = 0644;
    // Delayed allocation reports a full disk only here; after the rename it would be too late.
    if (::fchmod(descriptor_, readable_by_a_web_server) != 0 || ::fdatasync(descriptor_) != 0 ||
        ::rename(name_.c_str(), target_.c_str()) != 0) {
      fail(target_, "cannot be written", errno);
    }
    done_ = true;
  }

 private:
  fs::path target_;
  std::string name_;
  int descriptor_;
  bool done_ = false;
};

/// Whether a file was written.
bool replace(const fs::path& target, std::string_view bytes) {
  if (holds(target, bytes)) return false;
  Replacement replacement(target);
  replacement.write(bytes);
  replacement.commit();
  return true;
}

std::string lines(const std::set<std::string>& paths) {
  std::string text;
  for (const std::string& path : paths) text += path + "\n";
  return text;
}

/// A manifest is a file that anybody may have edited: it never names anything outside the directory.
bool is_inside(const std::string& path) {
  const fs::path normal = fs::path(path).lexically_normal();
  return !path.empty() && normal.is_relative() && *normal.begin() != "..";
}

std::set<std::string> read_manifest(const fs::path& file) {
  std::set<std::string> paths;
  std::ifstream stream(file, std::ios::binary);
  for (std::string line; std::getline(stream, line);) {
    if (is_inside(line)) paths.insert(line);
  }
  return paths;
}

bool remove_stale(const fs::path& root, const fs::path& target) {
  std::error_code error;
  const bool removed = fs::remove(target, error);
  if (error) fail(target, "cannot be removed", error.value());
  // Only folders that are empty now; others hold somebody else's files.
  for (fs::path folder = target.parent_path(); folder != root && fs::is_empty(folder, error) && !error;
       folder = folder.parent_path()) {
    fs::remove(folder, error);
  }
  return removed;
}

}  // namespace

ExportResult export_tree(const fs::path& root, const std::map<std::string, std::string>& files) {
  make_folder(root);
  const fs::path manifest = root / manifest_name;
  const std::set<std::string> earlier = read_manifest(manifest);
  std::set<std::string> present;
  for (const auto& [path, bytes] : files) present.insert(path);
  std::set<std::string> all = earlier;
  all.insert(present.begin(), present.end());
  replace(manifest, lines(all));

  ExportResult result;
  for (const auto& [path, bytes] : files) {
    make_folder((root / path).parent_path());
    ++(replace(root / path, bytes) ? result.written : result.unchanged);
  }
  for (const std::string& path : earlier) {
    if (!present.contains(path) && remove_stale(root, root / path)) ++result.removed;
  }
  replace(manifest, lines(present));
  return result;
}

}  // namespace feed_exporter
