// SPDX-License-Identifier: MIT
#include "daemon/watch/watched_folders.hpp"

#include <fcntl.h>
#include <sys/inotify.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/watch/temporary_tree.hpp"

namespace feed_exporter {
namespace {

using Paths = std::vector<std::string>;

/// The folders are looked at when the test says so, in orders that events could bring about.
struct Watching : TemporaryTree {
  Paths refresh(const std::string& folder) {
    Paths found;
    const Descriptor opened(::open(root().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    const WatchFault fault = folders.refresh(opened.get(), folder, false,
                                             [&](const FoundFile& file) { found.push_back(file.path); });
    BOOST_TEST(fault.reason == "");
    return found;
  }

  /// The path under which a new file in a folder is reported; empty if it is not.
  std::string reported(const std::string& folder) {
    write(folder + "/probe.tmp", "");
    inotify.fill();
    std::string path;
    InotifyEvent event;
    while (inotify.next(event)) {
      const std::string* place = folders.folder_of(event.watch);
      if (event.name == "probe.tmp" && place != nullptr) path = *place;
      if ((event.mask & IN_IGNORED) != 0) folders.forget(event.watch);
    }
    remove(folder + "/probe.tmp");
    return path;
  }

  SeedSettings settings;
  Inotify inotify;
  WatchedFolders folders{inotify, settings};
};

BOOST_FIXTURE_TEST_SUITE(watched_folders, Watching)

BOOST_AUTO_TEST_CASE(watch_each_folder_once) {
  for (const char* path : {"a/b/c.md", "a/d.md", "e.md"}) write(path, "text");
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(refresh("") == Paths({"a/b/c.md", "a/d.md", "e.md"}), boost::test_tools::per_element());
    BOOST_TEST(folders.size() == 3);
  }
  BOOST_TEST(refresh("a/b") == Paths({"a/b/c.md"}), boost::test_tools::per_element());
  BOOST_TEST(folders.size() == 3);
  BOOST_TEST(reported("a/b") == "a/b");
}

BOOST_AUTO_TEST_CASE(keep_a_watch_that_is_found_elsewhere_before_its_move_is_told) {
  write("a/x/f.md", "text");
  make_folder("z");
  refresh("");
  rename("a", "z/a");
  refresh("z");
  BOOST_TEST(reported("z/a/x") == "z/a/x");
  refresh("a");
  BOOST_TEST(reported("z/a") == "z/a");
  BOOST_TEST(reported("z/a/x") == "z/a/x");
  BOOST_TEST(folders.size() == 4);
}

BOOST_AUTO_TEST_CASE(follow_an_exchange_told_from_either_side) {
  for (const bool backwards : {false, true}) {
    write("a/x/f.md", "text");
    write("b/x/f.md", "text");
    refresh("");
    rename("a", "t");
    rename("b", "a");
    rename("t", "b");
    refresh(backwards ? "b" : "a");
    refresh(backwards ? "a" : "b");
    for (const char* folder : {"a", "b", "a/x", "b/x"}) BOOST_TEST(reported(folder) == folder);
    BOOST_TEST(folders.size() == 5);
  }
}

BOOST_AUTO_TEST_CASE(give_up_what_moved_away_with_all_that_is_below) {
  write("root-a/x/f.md", "text");
  write("root-a.md/x/f.md", "text");
  refresh("");
  BOOST_TEST(folders.size() == 5);
  rename("root-a", ".gone");
  BOOST_TEST(refresh("root-a").empty());
  BOOST_TEST(folders.size() == 3);
  BOOST_TEST(!folders.contains("root-a"));
  BOOST_TEST(!folders.contains("root-a/x"));
  BOOST_TEST(reported(".gone/x") == "");
  BOOST_TEST(reported("root-a.md/x") == "root-a.md/x");
}

BOOST_AUTO_TEST_CASE(tell_the_age_of_files_if_asked) {
  write("a.md", "text");
  link("a.md", "b.md");
  const Descriptor opened(::open(root().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (const bool want_ages : {false, true}) {
    folders.refresh(opened.get(), "", want_ages, [&](const FoundFile& file) {
      BOOST_TEST(file.is_link == (file.path == "b.md"));
      BOOST_TEST(file.age.has_value() == (want_ages && file.path == "a.md"));
      if (file.age) BOOST_TEST(file.age->count() >= 0);
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
