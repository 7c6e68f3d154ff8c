// SPDX-License-Identifier: MIT
#include "daemon/content/seed_tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <system_error>
#include <utility>

#include "daemon/content/open_beneath.hpp"
#include "daemon/content/seed_walk.hpp"
#include "daemon/content/shortage.hpp"

namespace feed_exporter {
namespace {

/// Renames elsewhere in the tree can make the kernel give up resolving a path (EAGAIN, openat2(2)).
constexpr int open_attempts = 8;

std::string text_of(int error) {
  return std::generic_category().message(error);
}

Problem make_problem(std::string path, Severity severity, std::string rule, std::string message) {
  Problem problem;
  problem.path = std::move(path);
  problem.severity = severity;
  problem.rule = std::move(rule);
  problem.message = std::move(message);
  return problem;
}

ReadResult refuse(const std::string& path, std::string rule, std::string message) {
  ReadResult result;
  result.state = ReadState::refused;
  result.problem = make_problem(path, Severity::error, std::move(rule), std::move(message));
  return result;
}

ReadResult plain(ReadState state) {
  ReadResult result;
  result.state = state;
  return result;
}

ReadResult fail(const std::string& path, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
      return plain(ReadState::absent);
    case EAGAIN:
    case EINTR:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case ESTALE:
      return plain(ReadState::changing);
    case EXDEV:
      return refuse(path, "link-outside", "links out of the seeds directory, or by an absolute path");
    case ELOOP:
      return refuse(path, "link-loop", "links in a circle");
    case EACCES:
    case EPERM:
      return refuse(path, "no-permission", "cannot be opened: " + text_of(error));
    case ENXIO:
    case ENODEV:
      return refuse(path, "not-a-file", "is no regular file");
    default:
      return refuse(path, "unreadable", "cannot be read: " + text_of(error));
  }
}

/// A link as the file itself is followed; one on the way there makes the path none that list() would name.
Descriptor open_seed(int root, const std::string& path) {
  Descriptor file;
  for (int attempt = 0; attempt < open_attempts; ++attempt) {
    file = open_beneath(root, path, O_RDONLY, Links::none);
    if (!file && errno == ELOOP) {
      const std::size_t slash = path.rfind('/');
      const std::string folder = slash == std::string::npos ? std::string() : path.substr(0, slash);
      if (!open_beneath(root, folder, O_PATH | O_DIRECTORY, Links::none)) {
        if (errno == ELOOP) errno = ENOENT;
        return Descriptor();
      }
      file = open_beneath(root, path, O_RDONLY, Links::inside);
    }
    if (file || (errno != EAGAIN && errno != EINTR)) break;
  }
  return file;
}

bool is_same(const struct stat& left, const struct stat& right) {
  const auto is_equal = [](const timespec& a, const timespec& b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
  };
  return left.st_size == right.st_size && is_equal(left.st_mtim, right.st_mtim) &&
         is_equal(left.st_ctim, right.st_ctim);
}

class Lister : public SeedVisitor {
 public:
  Lister(std::vector<std::string>& paths, std::vector<Problem>& problems, std::size_t depth)
      : paths_(paths), problems_(problems), depth_(depth) {}

  bool enter(const std::string&, int) override { return true; }

  void found(const std::string& path, bool, int, const char*) override { paths_.push_back(path); }

  void skipped(const std::string& folder, Skipped reason, int error) override {
    short_of_means_ = short_of_means_ || is_shortage(error);
    switch (reason) {
      case Skipped::unreadable:
        problems_.push_back(make_problem(folder, Severity::error, "unreadable-folder",
                                         "the folder cannot be read: " + text_of(error)));
        break;
      case Skipped::linked:
        problems_.push_back(make_problem(folder, Severity::warning, "linked-folder",
                                         "a link to a folder is not followed; put the folder here"));
        break;
      case Skipped::too_deep:
        problems_.push_back(
            make_problem(folder, Severity::warning, "too-deep",
                         "lies more than " + std::to_string(depth_) + " folders deep and is not read"));
        break;
    }
  }

  bool short_of_means() const { return short_of_means_; }

 private:
  std::vector<std::string>& paths_;
  std::vector<Problem>& problems_;
  std::size_t depth_;
  bool short_of_means_ = false;
};

}  // namespace

SeedTree::SeedTree(const SeedSettings& settings, std::optional<FileTime> known_until)
    : settings_(settings),
      known_until_(known_until),
      root_(::open(settings.directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
  const auto failure = [] {
    if (is_shortage(errno)) return RootState::unavailable;
    if (errno == ENOTDIR) return RootState::not_a_directory;
    return errno == ENOENT ? RootState::missing : RootState::unreadable;
  };
  struct stat status {};
  if (!root_ || ::fstat(root_.get(), &status) != 0) {
    state_ = failure();
  } else if (status.st_nlink == 0) {
    // The working directory can be opened by its name though it was removed.
    root_.reset();
    state_ = RootState::missing;
  } else {
    // O_PATH asks for no permission; opening it in earnest does.
    const Descriptor readable(::openat(root_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    state_ = readable ? RootState::readable : failure();
  }
}

std::vector<std::string> SeedTree::list(std::string_view folder, std::vector<Problem>& problems,
                                        bool* short_of_means) const {
  std::vector<std::string> paths;
  if (state_ == RootState::readable) {
    Lister lister(paths, problems, settings_.max_directory_depth);
    walk_seeds(root_.get(), std::string(folder), settings_, lister);
    if (short_of_means != nullptr && lister.short_of_means()) *short_of_means = true;
  }
  return paths;
}

/// By the time of the status change, which no program can set back; what lies in the future was stamped by
/// another clock, which says nothing. Within the tick in which the last word came, the time of the last write
/// decides: then a file that had been whole and was only renamed need not be read again.
bool SeedTree::is_late(const struct stat& status, LateChange late) const {
  if (!known_until_ || late == LateChange::put_up_with) return false;
  const FileTime changed = to_file_time(status.st_ctim);
  if (changed < *known_until_ || changed > std::chrono::system_clock::now()) return false;
  if (changed >= *known_until_ + longest_file_tick) return true;
  return late == LateChange::put_off && to_file_time(status.st_mtim) >= *known_until_;
}

ReadResult SeedTree::read(const std::string& path, LateChange late) const {
  if (!root_) return plain(ReadState::absent);
  const Descriptor file = open_seed(root_.get(), path);
  if (!file) return fail(path, errno);

  struct stat before {};
  if (::fstat(file.get(), &before) != 0) return fail(path, errno);
  if (S_ISDIR(before.st_mode)) {
    // As a folder of its own it is none of the files; as a link it is one that can't be used.
    struct stat itself {};
    const int looked = ::fstatat(root_.get(), path.c_str(), &itself, AT_SYMLINK_NOFOLLOW);
    if (looked != 0 || !S_ISLNK(itself.st_mode)) return plain(ReadState::absent);
    return refuse(path, "not-a-file", "links to a folder");
  }
  if (!S_ISREG(before.st_mode)) return refuse(path, "not-a-file", "is no regular file");
  const auto size = static_cast<std::size_t>(before.st_size);
  if (size > settings_.max_file_bytes) {
    return refuse(
        path, "too-large",
        "holds " + std::to_string(size) + " bytes, more than " + std::to_string(settings_.max_file_bytes));
  }

  // One byte more than there should be: so one read(2) shows both that all has come and that it ends there.
  ReadResult result;
  result.text.resize(size + 1);
  std::size_t filled = 0;
  while (filled <= size) {
    const ssize_t count = ::read(file.get(), result.text.data() + filled, size + 1 - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(path, errno);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
    if (filled == size) break;
  }
  struct stat after {};
  if (::fstat(file.get(), &after) != 0) return fail(path, errno);
  if (filled != size || !is_same(before, after)) return plain(ReadState::changing);
  if (is_late(after, late)) return plain(ReadState::changing);
  result.text.resize(size);
  result.state = ReadState::read;
  return result;
}

}  // namespace feed_exporter
