// SPDX-License-Identifier: MIT
// Folders that come, go and move while they are watched.
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/watch/watched_tree.hpp"

namespace feed_exporter {
namespace {

/// Runs a shell command inside the tree; false if it fails.
bool run_in(const TemporaryTree& tree, const std::string& command) {
  return std::system(("cd '" + tree.root() + "' && { " + command + "; } >/dev/null 2>&1").c_str()) == 0;
}

BOOST_FIXTURE_TEST_SUITE(folders, WatchedTree)

BOOST_AUTO_TEST_CASE(are_watched_when_they_appear_with_all_that_is_below) {
  BOOST_REQUIRE(start());
  write("a/b/c/d/e.md", "one");
  BOOST_TEST(until_text("a/b/c/d/e.md", "one"));
  write("a/b/c/d/e.md", "two");
  write("a/b/f.md", "three");
  BOOST_TEST(until_text("a/b/c/d/e.md", "two"));
  BOOST_TEST(until_text("a/b/f.md", "three"));
  BOOST_TEST(watcher->stats().watches == 5);
}

BOOST_AUTO_TEST_CASE(are_watched_however_fast_they_fill) {
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(during([this] {
    for (int i = 0; i < 1'500; ++i) {
      const std::string folder = "f" + std::to_string(i % 50) + "/g" + std::to_string(i % 7) + "/h";
      write(folder + "/" + std::to_string(i) + ".md", "first");
      write(folder + "/" + std::to_string(i) + ".md", std::to_string(i));
    }
  }));
  BOOST_TEST(until_in_step());
  BOOST_TEST(mirror.files().size() == 1'500);
  BOOST_TEST(watcher->stats().watches == 1 + 50 + 350 + 350);
}

BOOST_AUTO_TEST_CASE(are_forgotten_when_they_are_removed) {
  for (int i = 0; i < 100; ++i)
    write("a/b" + std::to_string(i % 10) + "/" + std::to_string(i) + ".md", "text");
  write("keep.md", "text");
  BOOST_REQUIRE(start());
  remove("a");
  BOOST_TEST(until_in_step());
  BOOST_TEST(mirror.files().size() == 1);
  BOOST_TEST(watcher->stats().watches == 1);
}

BOOST_AUTO_TEST_CASE(are_followed_under_their_new_name) {
  write("a/b/c.md", "one");
  BOOST_REQUIRE(start());
  rename("a", "z");
  BOOST_TEST(until_text("z/b/c.md", "one"));
  BOOST_TEST(until_text("a/b/c.md", "-"));
  const std::size_t before = batches.size();
  write("z/b/c.md", "two");
  BOOST_TEST(until_text("z/b/c.md", "two"));
  BOOST_TEST(!has_named("a/b/c.md", before));
  BOOST_TEST(watcher->stats().watches == 3);
}

BOOST_AUTO_TEST_CASE(are_forgotten_when_they_move_out) {
  write("root/a/b.md", "one");
  settings.directory = at("root");
  BOOST_REQUIRE(start());
  rename("root/a", "out");
  BOOST_TEST(until_text("a/b.md", "-"));
  const std::size_t before = batches.size();
  write("out/b.md", "two");
  write("out/c.md", "two");
  write("root/z.md", "last");
  BOOST_TEST(until_text("z.md", "last"));
  for (std::size_t i = before; i < batches.size(); ++i) {
    BOOST_TEST(batches[i].folders.empty());
    BOOST_TEST(batches[i].paths.size() == 1);
  }
  BOOST_TEST(watcher->stats().watches == 1);
}

BOOST_AUTO_TEST_CASE(are_watched_when_they_move_in) {
  write("out/b/c.md", "one");
  make_folder("root");
  settings.directory = at("root");
  BOOST_REQUIRE(start());
  rename("out", "root/a");
  BOOST_TEST(until_text("a/b/c.md", "one"));
  write("root/a/b/c.md", "two");
  BOOST_TEST(until_text("a/b/c.md", "two"));
}

BOOST_AUTO_TEST_CASE(keep_their_watches_when_they_are_exchanged) {
  write("a/x/f.md", "one");
  write("b/x/f.md", "two");
  BOOST_REQUIRE(start());
  for (int i = 0; i < 3; ++i) {
    BOOST_REQUIRE(::renameat2(AT_FDCWD, at("a").c_str(), AT_FDCWD, at("b").c_str(), RENAME_EXCHANGE) == 0);
    BOOST_TEST(until_in_step());
    for (const char* path : {"a/x/f.md", "b/x/f.md"}) {
      write(path, std::string(path) + std::to_string(i));
      BOOST_TEST(until_text(path, std::string(path) + std::to_string(i)));
    }
    BOOST_TEST(watcher->stats().watches == 5);
  }
}

BOOST_AUTO_TEST_CASE(keep_their_watches_when_names_go_round) {
  for (const char* path : {"a/f.md", "b/f.md", "c/f.md"}) write(path, path);
  BOOST_REQUIRE(start());
  for (int i = 0; i < 10; ++i) {
    rename("a", "t");
    rename("b", "a");
    rename("c", "b");
    rename("t", "c");
  }
  BOOST_TEST(until_in_step());
  for (const char* path : {"a/f.md", "b/f.md", "c/f.md"}) {
    write(path, std::string("new ") + path);
    BOOST_TEST(until_text(path, std::string("new ") + path));
  }
  BOOST_TEST(watcher->stats().watches == 4);
}

BOOST_AUTO_TEST_CASE(may_be_replaced_by_files_and_links) {
  write("a.md/b.md", "one");
  BOOST_REQUIRE(start());
  remove("a.md");
  write("a.md", "file");
  BOOST_TEST(until_text("a.md", "file"));
  BOOST_TEST(until_text("a.md/b.md", "-"));
  remove("a.md");
  write("a.md/b.md", "two");
  BOOST_TEST(until_text("a.md/b.md", "two"));
  BOOST_TEST(until_text("a.md", "-"));
  rename("a.md", "elsewhere");
  link("elsewhere", "a.md");
  BOOST_TEST(until_text("elsewhere/b.md", "two"));
  BOOST_TEST(until_text("a.md/b.md", "-"));
}

BOOST_AUTO_TEST_CASE(are_not_watched_if_hidden_or_excluded) {
  settings.exclude = {"drafts"};
  write(".git/objects/a.md", "text");
  write("drafts/a.md", "text");
  BOOST_REQUIRE(start());
  BOOST_TEST(watcher->stats().watches == 1);
  write(".git/refs/b.md", "text");
  write("drafts/x/b.md", "text");
  write("z.md", "last");
  BOOST_TEST(until_text("z.md", "last"));
  BOOST_TEST(watcher->stats().watches == 1);
  for (std::size_t i = 1; i < batches.size(); ++i) BOOST_TEST(batches[i].folders.empty());
}

BOOST_AUTO_TEST_CASE(are_watched_when_a_hidden_name_is_dropped) {
  write(".new/a.md", "one");
  BOOST_REQUIRE(start());
  rename(".new", "new");
  BOOST_TEST(until_text("new/a.md", "one"));
  rename("new", ".old");
  BOOST_TEST(until_text("new/a.md", "-"));
  BOOST_TEST(watcher->stats().watches == 1);
}

BOOST_AUTO_TEST_CASE(are_looked_into_when_they_become_readable) {
  write("a/b.md", "one");
  BOOST_REQUIRE(::chmod(at("a").c_str(), 0) == 0);
  {
    const WithoutPrivilege without;
    BOOST_REQUIRE(start());
    BOOST_TEST(mirror.text("a/b.md") == "-");
  }
  BOOST_REQUIRE(::chmod(at("a").c_str(), 0755) == 0);
  {
    const WithoutPrivilege without;
    BOOST_TEST(until_text("a/b.md", "one"));
  }
  write("a/b.md", "two");
  BOOST_TEST(until_text("a/b.md", "two"));
}

BOOST_AUTO_TEST_CASE(are_looked_into_when_they_may_be_searched) {
  write("a/b.md", "one");
  // The names may be read, but nothing of that name be opened.
  BOOST_REQUIRE(::chmod(at("a").c_str(), 0644) == 0);
  {
    const WithoutPrivilege without;
    BOOST_REQUIRE(start());
    BOOST_TEST(mirror.text("a/b.md") == "-");
  }
  for (const mode_t mode : {0755, 0644, 0755}) {
    BOOST_REQUIRE(::chmod(at("a").c_str(), mode) == 0);
    const WithoutPrivilege without;
    BOOST_TEST(until_text("a/b.md", mode == 0755 ? "one" : "-"));
  }
}

BOOST_AUTO_TEST_CASE(are_not_read_again_when_their_times_are_set) {
  write("a/b/c.md", "one");
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(::utimensat(AT_FDCWD, at("a").c_str(), nullptr, 0) == 0);
  BOOST_REQUIRE(::chmod(at("a/b").c_str(), 0700) == 0);
  write("z.md", "last");
  BOOST_TEST(until_text("z.md", "last"));
  for (std::size_t i = 1; i < batches.size(); ++i) BOOST_TEST(batches[i].folders.empty());
}

BOOST_AUTO_TEST_CASE(are_named_when_they_are_left_out) {
  for (const Polling polling : {Polling::automatic, Polling::always}) {
    settings.polling = polling;
    settings.max_directory_depth = 2;
    make_folder("a/b");
    BOOST_REQUIRE(start());
    const auto names = [this](const std::string& folder) {
      const std::size_t before = batches.size();
      return until([&] {
        return std::any_of(batches.begin() + static_cast<std::ptrdiff_t>(before), batches.end(),
                           [&](const Batch& batch) { return std::ranges::count(batch.folders, folder) > 0; });
      });
    };
    link("a", "link");
    BOOST_TEST(names("link"));
    remove("link");
    BOOST_TEST(names("link"));
    make_folder("a/b/deep");
    BOOST_TEST(names("a/b/deep"));
    remove("a/b/deep");
    BOOST_TEST(names("a/b/deep"));
    link("../..", "a/b/up");
    rename("a/b", "c");
    BOOST_TEST(names(polling == Polling::always ? "c/up" : "c"));
    remove("c/up");
    BOOST_TEST(names("c/up"));
    remove("a");
    remove("c");
    watcher.reset();
    batches.clear();
  }
}

BOOST_AUTO_TEST_CASE(end_at_the_depth_limit) {
  settings.max_directory_depth = 2;
  BOOST_REQUIRE(start());
  write("a/b/c/d.md", "too deep");
  write("a/b/d.md", "deep");
  BOOST_TEST(until_text("a/b/d.md", "deep"));
  BOOST_TEST(watcher->stats().watches == 3);
  rename("a/b/c", "c");
  BOOST_TEST(until_text("c/d.md", "too deep"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(bulk_changes, WatchedTree)

BOOST_AUTO_TEST_CASE(by_tar_are_seen_whole) {
  for (int i = 0; i < 500; ++i) {
    write("d" + std::to_string(i % 20) + "/" + std::to_string(i) + ".md", "new text " + std::to_string(i));
  }
  BOOST_REQUIRE(run_in(*this, "tar -cf .all.tar *"));
  for (int i = 0; i < 500; ++i) {
    write("d" + std::to_string(i % 20) + "/" + std::to_string(i) + ".md", "old text");
  }
  remove("d0");
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(during([this] { run_in(*this, "tar -xf .all.tar"); }));
  BOOST_TEST(until_in_step());
  BOOST_TEST(mirror.text("d7/7.md") == "new text 7");
  BOOST_TEST(mirror.files().size() == 500);
}

BOOST_AUTO_TEST_CASE(by_git_are_followed_through_a_history) {
  if (std::system("git --version >/dev/null 2>&1") != 0) {
    BOOST_TEST_MESSAGE("skipped: git is not installed");
    return;
  }
  const std::string git = "git -c user.name=n -c user.email=e@example.org -c init.defaultBranch=main ";
  BOOST_REQUIRE(run_in(*this, git + "init"));
  constexpr int commits = 8;
  for (int commit = 0; commit < commits; ++commit) {
    for (int i = 0; i < 200; ++i) {
      const std::string path = "d" + std::to_string((i + commit) % 10) + "/" + std::to_string(i) + ".md";
      if ((i * 7 + commit) % 5 == 0) {
        remove(path);
      } else {
        write(path, "commit " + std::to_string(commit / 2) + " file " + std::to_string(i));
      }
    }
    BOOST_REQUIRE(
        run_in(*this, git + "add -A && " + git + "commit -m c && git tag t" + std::to_string(commit)));
  }
  BOOST_REQUIRE(start());
  for (const int commit : {0, 7, 3, 4, 1, 6, 0, 5, 2}) {
    BOOST_REQUIRE(during([&] { run_in(*this, "git checkout t" + std::to_string(commit)); }));
    BOOST_TEST(until_in_step(), "commit " << commit);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
