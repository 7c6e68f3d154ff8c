// SPDX-License-Identifier: MIT
// What is known of every file below the seeds root: its content's fingerprint and what it turned out to be.
// Owned by the rebuild thread. Compact: one allocation a file, which holds its name; a folder's path stands
// once for all its files.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/rebuild/content_hash.hpp"

namespace feed_exporter {

/// What a file was when it was last read.
enum class FileKind : std::uint8_t { not_a_seed, bad, left_out, article, taxonomy, refused };

struct FileRecord {
  /// Of the bytes last read; of the reason if the file was refused.
  ContentHash hash;
  FileKind kind = FileKind::not_a_seed;
  /// The catalog holds an article of this path, be it the last good one.
  bool kept = false;
  /// That article may be shown: neither unpublished nor withdrawn.
  bool shown = false;
  /// The bytes are to be parsed even if they are the same.
  bool stale = false;
  bool operator==(const FileRecord&) const = default;
};

class Ledger {
 public:
  /// Null if the path is unknown. Valid until the next change.
  const FileRecord* find(std::string_view path) const;
  /// Adds or replaces.
  void set(std::string_view path, const FileRecord& record);
  /// Does nothing if the path is unknown.
  void erase(std::string_view path);
  /// Makes every file stale.
  void distrust();

  /// Calls `visit` for each file below a folder (`""`: for all), in no particular order.
  void for_each_below(std::string_view folder,
                      const std::function<void(const std::string& path, const FileRecord&)>& visit) const;

  std::size_t size() const { return size_; }
  std::size_t not_seeds() const { return not_seeds_; }
  /// Files whose article may be shown.
  std::size_t shown() const { return shown_; }

 private:
  /// A record with the file's name behind it, in one allocation.
  struct File {
    FileRecord record;
    std::uint32_t name_size;
    std::string_view name() const { return {reinterpret_cast<const char*>(this + 1), name_size}; }
  };
  struct FreeFile {
    void operator()(File* file) const;
  };
  using FilePointer = std::unique_ptr<File, FreeFile>;
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const;
    std::size_t operator()(const FilePointer& file) const { return (*this)(file->name()); }
  };
  struct NameEqual {
    using is_transparent = void;
    template <class Left, class Right>
    bool operator()(const Left& left, const Right& right) const {
      return name_of(left) == name_of(right);
    }
    static std::string_view name_of(std::string_view name) { return name; }
    static std::string_view name_of(const FilePointer& file) { return file->name(); }
  };
  using Folder = boost::unordered_flat_set<FilePointer, NameHash, NameEqual>;

  static FilePointer make_file(std::string_view name, const FileRecord& record);
  File* look_up(std::string_view path) const;
  void count(const FileRecord& record, std::size_t by);

  /// By the folder's path below the root; no folder is empty.
  std::map<std::string, Folder, std::less<>> folders_;
  std::size_t size_ = 0;
  std::size_t not_seeds_ = 0;
  std::size_t shown_ = 0;
};

}  // namespace feed_exporter
