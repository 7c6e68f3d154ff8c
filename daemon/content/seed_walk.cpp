// SPDX-License-Identifier: MIT
#include "daemon/content/seed_walk.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/content/descriptor.hpp"
#include "daemon/content/open_beneath.hpp"
#include "daemon/content/seed_path.hpp"

namespace feed_exporter {
namespace {

/// Holds the names of some 1,000 files a call; bigger ones gain nothing.
constexpr std::size_t names_bytes = 64 * 1024;

enum class EntryKind { file, folder, link };

struct FolderEntry {
  std::string name;
  EntryKind kind = EntryKind::file;
};

EntryKind kind_of(int folder, const dirent64& entry) {
  switch (entry.d_type) {
    case DT_DIR:
      return EntryKind::folder;
    case DT_LNK:
      return EntryKind::link;
    case DT_UNKNOWN: {
      struct stat status {};
      if (::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::file;
      if (S_ISDIR(status.st_mode)) return EntryKind::folder;
      return S_ISLNK(status.st_mode) ? EntryKind::link : EntryKind::file;
    }
    default:
      return EntryKind::file;
  }
}

/// The order in which full paths below the two entries sort: a folder's paths go on with a slash.
bool goes_before(const FolderEntry& left, const FolderEntry& right) {
  const std::size_t shared = std::min(left.name.size(), right.name.size());
  const int order = left.name.compare(0, shared, right.name, 0, shared);
  if (order != 0) return order < 0;
  const auto after = [shared](const FolderEntry& entry) -> int {
    if (entry.name.size() > shared) return static_cast<unsigned char>(entry.name[shared]);
    return entry.kind == EntryKind::folder ? '/' : -1;
  };
  return after(left) < after(right);
}

class Walk {
 public:
  Walk(const SeedSettings& settings, SeedVisitor& visitor)
      : settings_(settings), visitor_(visitor), names_(names_bytes) {}

  /// `path` grows by the names below and is as before in the end.
  bool visit(Descriptor folder, std::string& path) {
    if (!visitor_.enter(path, folder.get())) return false;
    std::vector<FolderEntry> entries;
    if (const int error = read_entries(folder.get(), entries); error != 0) {
      visitor_.skipped(path, Skipped::unreadable, error);
      return true;
    }
    std::sort(entries.begin(), entries.end(), goes_before);

    const std::size_t length = path.size();
    for (const FolderEntry& entry : entries) {
      if (length != 0) path += '/';
      path += entry.name;
      const bool go_on = entry.kind == EntryKind::folder ? visit_below(folder.get(), entry.name, path)
                                                         : visit_file(folder.get(), entry, path);
      path.resize(length);
      if (!go_on) return false;
    }
    return true;
  }

  /// Says of a folder that cannot be gone into what the walk of the one above says of it.
  void visit_alone(int root, const std::string& path) {
    const std::size_t slash = path.rfind('/');
    const std::string above = slash == std::string::npos ? std::string() : path.substr(0, slash);
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    if (!is_watched_folder(above, settings_) || is_leftover(name)) return;
    const Descriptor folder = open_beneath(root, above, O_PATH | O_DIRECTORY, Links::none);
    struct stat status {};
    if (!folder || ::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return;
    if (S_ISLNK(status.st_mode) && !is_content_path(path, settings_)) visit_link(folder.get(), name, path);
    if (S_ISDIR(status.st_mode) && !is_watched_folder(path, settings_)) visit_unwatched(path);
  }

 private:
  /// 0 or an error number. Entries that were read before the error are dropped with it.
  int read_entries(int folder, std::vector<FolderEntry>& entries) {
    for (;;) {
      const ssize_t size = ::getdents64(folder, names_.data(), names_.size());
      if (size == 0) return 0;
      if (size < 0) return errno;
      for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
        const auto* entry = reinterpret_cast<const dirent64*>(names_.data() + at);
        at += entry->d_reclen;
        if (!is_leftover(entry->d_name)) entries.push_back({entry->d_name, kind_of(folder, *entry)});
      }
    }
  }

  /// A link that is no seed.
  void visit_link(int folder, const std::string& name, const std::string& path) {
    struct stat status {};
    if (is_watched_folder(path, settings_) &&
        ::fstatat(folder, name.c_str(), &status, AT_NO_AUTOMOUNT) == 0 && S_ISDIR(status.st_mode)) {
      visitor_.skipped(path, Skipped::linked, 0);
    }
  }

  /// A folder that is not watched.
  void visit_unwatched(const std::string& path) {
    if (!is_excluded(path, settings_)) visitor_.skipped(path, Skipped::too_deep, 0);
  }

  bool visit_file(int folder, const FolderEntry& entry, const std::string& path) {
    const bool is_link = entry.kind == EntryKind::link;
    if (is_content_path(path, settings_)) {
      visitor_.found(path, is_link, folder, entry.name.c_str());
    } else if (is_link) {
      visit_link(folder, entry.name, path);
    }
    return true;
  }

  bool visit_below(int folder, const std::string& name, std::string& path) {
    if (!is_watched_folder(path, settings_)) {
      visit_unwatched(path);
      return true;
    }
    Descriptor next(
        ::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!next) {
      if (errno != ENOENT && errno != ENOTDIR) visitor_.skipped(path, Skipped::unreadable, errno);
      return true;
    }
    return visit(std::move(next), path);
  }

  const SeedSettings& settings_;
  SeedVisitor& visitor_;
  std::vector<char> names_;
};

}  // namespace

bool walk_seeds(int root, const std::string& folder, const SeedSettings& settings, SeedVisitor& visitor) {
  Walk walk(settings, visitor);
  if (!is_watched_folder(folder, settings)) {
    walk.visit_alone(root, folder);
    return true;
  }
  Descriptor start = open_beneath(root, folder, O_RDONLY | O_DIRECTORY, Links::none);
  if (!start) {
    if (errno == ELOOP) {
      walk.visit_alone(root, folder);
    } else if (errno != ENOENT && errno != ENOTDIR) {
      visitor.skipped(folder, Skipped::unreadable, errno);
    }
    return true;
  }
  std::string path = folder;
  return walk.visit(std::move(start), path);
}

}  // namespace feed_exporter
