// SPDX-License-Identifier: MIT
// A temporary directory of seeds, removed with its object.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace feed_exporter {

class SeedDirectory {
 public:
  SeedDirectory();
  ~SeedDirectory();
  SeedDirectory(const SeedDirectory&) = delete;
  SeedDirectory& operator=(const SeedDirectory&) = delete;

  std::string root() const { return root_.string(); }
  std::filesystem::path operator/(std::string_view path) const { return root_ / path; }

  /// Makes the folders that are missing.
  void write(std::string_view path, std::string_view text) const;
  void remove(std::string_view path) const { std::filesystem::remove_all(root_ / path); }
  void rename(std::string_view from, std::string_view to) const;
  /// Leaves the directory itself.
  void clear() const;

 private:
  std::filesystem::path outer_;
  std::filesystem::path root_;
};

/// The fields of a seed's front matter that most tests vary; an empty one is left out.
struct SeedText {
  std::string title = "A title";
  std::string date = "2026-01-01T00:00:00Z";
  std::string url = "https://example.org/a";
  std::string topics = "AI";
  std::string extra;
  std::string body;

  std::string text() const;
};

/// A good seed whose title and URL come from `name`.
std::string seed_named(const std::string& name, const std::string& topics = "AI");

}  // namespace feed_exporter
