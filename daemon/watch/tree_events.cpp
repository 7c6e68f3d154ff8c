// SPDX-License-Identifier: MIT
#include "daemon/watch/tree_events.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

#include "daemon/content/open_beneath.hpp"
#include "daemon/content/seed_path.hpp"
#include "daemon/content/shortage.hpp"

namespace feed_exporter {
namespace {

using std::chrono::steady_clock;

/// Links on links beyond this are left to check_links(); they may go in a circle.
constexpr int max_followed = 8;

/// Whether a file that has just been created will be written to, as far as can be told.
bool awaits_writer(const struct stat& status) {
  return S_ISREG(status.st_mode) && status.st_nlink == 1;
}

}  // namespace

TreeEvents::Outcome TreeEvents::begin(const OpenRoot& root, std::chrono::milliseconds hold_younger) {
  if (const int error = inotify_.error(); error != 0) {
    fault_.reason = error == EMFILE
                        ? "the limit of inotify instances is reached (fs.inotify.max_user_instances)"
                        : "inotify is not to be had: " + std::generic_category().message(error);
    fault_.may_pass = true;
    return Outcome::failed;
  }
  identity_ = root.identity;
  return walk(root, "", hold_younger);
}

TreeEvents::Outcome TreeEvents::read() {
  inotify_.fill();
  InotifyEvent event;
  if (!inotify_.next(event)) return Outcome::fine;
  // Names are looked up in the root that was watched, or not at all.
  const OpenRoot root(settings_.directory);
  if (const Outcome outcome = judge(root); outcome != Outcome::fine) return outcome;
  do {
    if (const Outcome outcome = take_in(root, event); outcome != Outcome::fine) return outcome;
  } while (inotify_.next(event));
  if (std::exchange(links_touched_, false)) check_links(root);
  return Outcome::fine;
}

TreeEvents::Outcome TreeEvents::rescan() {
  // Where no event was lost, who is writing is known.
  const auto hold_younger =
      std::exchange(needs_rescan_, false) ? settling_.when_found : settling_.when_found.zero();
  const OpenRoot root(settings_.directory);
  if (const Outcome outcome = judge(root); outcome != Outcome::fine) return outcome;
  return walk(root, "", hold_younger);
}

TreeEvents::Outcome TreeEvents::judge(const OpenRoot& root) {
  if (is_shortage(root.error)) {
    fault_ = fault_of(root.error);
    return Outcome::failed;
  }
  return root.identity == identity_ ? Outcome::fine : Outcome::root_lost;
}

TreeEvents::Outcome TreeEvents::take_in(const OpenRoot& root, const InotifyEvent& event) {
  if ((event.mask & IN_Q_OVERFLOW) != 0) {
    ++overflows_;
    needs_rescan_ = true;
    gathered_.everything_changed(steady_clock::now());
    return Outcome::fine;
  }
  // None: a watch that was given up while this event was on its way; what it was about is listed anew.
  const std::string* folder = folders_.folder_of(event.watch);
  if (folder == nullptr) return Outcome::fine;

  if (event.name.empty()) {
    if (folder->empty()) {
      const bool is_lost = (event.mask & (IN_IGNORED | IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF)) != 0;
      return is_lost ? Outcome::root_lost : Outcome::fine;
    }
    if ((event.mask & IN_UNMOUNT) != 0) return folder_event(root, std::string(*folder), event.mask);
    // All else that happens to a folder itself is told by the one above it.
    if ((event.mask & IN_IGNORED) != 0) folders_.forget(event.watch);
    return Outcome::fine;
  }

  const std::string path = folder->empty() ? event.name : *folder + '/' + event.name;
  // Names that come and go may be on the way of any link, hidden ones too; bytes belong to one file.
  constexpr std::uint32_t names = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
  if ((event.mask & names) != 0) links_touched_ = true;
  if ((event.mask & IN_ISDIR) != 0) {
    if (is_watched_folder(path, settings_)) return folder_event(root, path, event.mask);
    // Too deep: nothing in it counts, but that it is there is worth a word.
    if ((event.mask & names) != 0 && !is_leftover(event.name) && !is_excluded(path, settings_)) {
      gathered_.folder_changed(path, steady_clock::now());
    }
    return Outcome::fine;
  }
  if (is_content_path(path, settings_) || links_.lead_to(path)) {
    file_event(root, path, event.mask);
  } else if ((event.mask & names) != 0 && is_watched_folder(path, settings_)) {
    link_event(root, path);
  }
  return Outcome::fine;
}

TreeEvents::Outcome TreeEvents::folder_event(const OpenRoot& root, const std::string& path,
                                             std::uint32_t mask) {
  if ((mask & IN_ATTRIB) != 0) {
    // Unpacking sets the times and modes of every folder: only whether it can be looked into counts.
    const Descriptor open = open_beneath(root.descriptor.get(), path, O_RDONLY | O_DIRECTORY, Links::none);
    const std::optional<bool> now = open ? std::optional(may_search(open.get())) : std::nullopt;
    if (now == folders_.is_searchable(path)) return Outcome::fine;
  }
  gathered_.folder_changed(path, steady_clock::now());
  return walk(root, path, settling_.when_found);
}

void TreeEvents::file_event(const OpenRoot& root, const std::string& path, std::uint32_t mask) {
  bool awaits_more = (mask & IN_MODIFY) != 0;
  if ((mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
    struct stat status {};
    const int looked = ::fstatat(root.descriptor.get(), path.c_str(), &status, AT_SYMLINK_NOFOLLOW);
    links_.forget(path);
    if (looked == 0 && S_ISLNK(status.st_mode) && is_content_path(path, settings_)) {
      links_.remember(root.descriptor.get(), path);
    }
    awaits_more = looked == 0 && (mask & IN_CREATE) != 0 && awaits_writer(status);
  } else if ((mask & (IN_DELETE | IN_MOVED_FROM)) != 0) {
    links_.forget(path);
  }
  if (is_content_path(path, settings_)) tell(path, mask, awaits_more);
  tell_followers(root, path, mask, awaits_more, 0);
}

/// A name that is no seed's came or went: if it is a link to a folder, that is worth a word.
void TreeEvents::link_event(const OpenRoot& root, const std::string& path) {
  struct stat itself {};
  struct stat target {};
  const int folder = root.descriptor.get();
  const bool was_there = folders_.forget_link(path);
  const bool is_there = ::fstatat(folder, path.c_str(), &itself, AT_SYMLINK_NOFOLLOW) == 0 &&
                        S_ISLNK(itself.st_mode) && ::fstatat(folder, path.c_str(), &target, 0) == 0 &&
                        S_ISDIR(target.st_mode);
  if (is_there) folders_.note_link(path);
  if (is_there || was_there) gathered_.folder_changed(path, steady_clock::now());
}

void TreeEvents::tell(const std::string& path, std::uint32_t mask, bool awaits_more) {
  const auto now = steady_clock::now();
  if (awaits_more) {
    gathered_.file_unfinished(path, now, now + settling_.without_close);
    return;
  }
  // Changing times or modes while a file is being written says nothing of its end.
  if ((mask & IN_ATTRIB) != 0 && gathered_.is_unfinished(path)) return;
  gathered_.file_changed(path, now, (mask & IN_MOVED_TO) != 0);
}

/// What happens to a file happens to the links that lead to it, and to those that lead to them.
void TreeEvents::tell_followers(const OpenRoot& root, const std::string& path, std::uint32_t mask,
                                bool awaits_more, int followed) {
  if (followed == max_followed || !links_.lead_to(path)) return;
  for (const std::string& link : links_.leading_to(path)) {
    if (!awaits_more) links_.look(root.descriptor.get(), link);
    tell(link, mask, awaits_more);
    tell_followers(root, link, mask, awaits_more, followed + 1);
  }
}

TreeEvents::Outcome TreeEvents::walk(const OpenRoot& root, const std::string& folder,
                                     std::chrono::milliseconds hold_younger) {
  links_.forget_below(folder);
  fault_ = folders_.refresh(root.descriptor.get(), folder, hold_younger > hold_younger.zero(),
                            [&](const FoundFile& file) {
                              if (file.is_link) links_.remember(root.descriptor.get(), file.path);
                              if (file.age && *file.age < hold_younger) {
                                const auto now = steady_clock::now();
                                gathered_.file_unfinished(file.path, now, now + hold_younger - *file.age);
                              }
                            });
  if (!fault_.reason.empty()) return Outcome::failed;
  // The root may be gone since it was opened; then its watch is, and no event will tell.
  return folders_.contains("") ? Outcome::fine : Outcome::root_lost;
}

void TreeEvents::check_links(const OpenRoot& root) {
  const auto now = steady_clock::now();
  const LinkedSeeds::News news = links_.compare(root.descriptor.get(), now, settling_.without_close);
  // By then they have been looked at again.
  const auto until = now + settings_.root_check + 2 * settling_.without_close;
  for (const std::string& link : news.unfinished) gathered_.file_unfinished(link, now, until);
  for (const std::string& link : news.changed) gathered_.file_changed(link, now);
}

}  // namespace feed_exporter
