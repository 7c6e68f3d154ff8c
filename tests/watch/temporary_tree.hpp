// SPDX-License-Identifier: MIT
// A folder of its own for a test, removed with all that is in it, and short ways to change what is in there.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

class TemporaryTree {
 public:
  TemporaryTree();
  ~TemporaryTree();
  TemporaryTree(const TemporaryTree&) = delete;
  TemporaryTree& operator=(const TemporaryTree&) = delete;

  const std::string& root() const { return root_; }
  std::string at(const std::string& path) const { return path.empty() ? root_ : root_ + '/' + path; }

  /// Writes a file in one go (open, write, close), making its folders.
  void write(const std::string& path, std::string_view text) const;
  std::string read(const std::string& path) const;
  void make_folder(const std::string& path) const;
  void rename(const std::string& from, const std::string& to) const;
  void remove(const std::string& path) const;
  /// `target` is put down as it stands.
  void link(const std::string& target, const std::string& path) const;

 private:
  std::string root_;
};

/// Runs what follows without root's right to read everything, as far as the kernel's file checks go; the
/// calling thread only.
class WithoutPrivilege {
 public:
  WithoutPrivilege();
  ~WithoutPrivilege();
  WithoutPrivilege(const WithoutPrivilege&) = delete;
  WithoutPrivilege& operator=(const WithoutPrivilege&) = delete;
};

}  // namespace feed_exporter
