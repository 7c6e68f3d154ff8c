// SPDX-License-Identifier: MIT
// What happens to the seeds directory itself.
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>

#include "tests/watch/confined_child.hpp"
#include "tests/watch/watched_tree.hpp"

namespace feed_exporter {
namespace {

struct RootedTree : WatchedTree {
  RootedTree() { settings.directory = at("root"); }
};

BOOST_FIXTURE_TEST_SUITE(root, RootedTree)

BOOST_AUTO_TEST_CASE(is_waited_for_if_it_is_missing) {
  BOOST_REQUIRE(start());
  BOOST_TEST(batches[0].everything);
  BOOST_TEST(watcher->stats().watches == 0);
  write("root/a.md", "one");
  BOOST_TEST(until_text("a.md", "one"));
  write("root/a.md", "two");
  BOOST_TEST(until_text("a.md", "two"));
}

BOOST_AUTO_TEST_CASE(is_found_again_when_it_was_deleted) {
  write("root/a.md", "one");
  BOOST_REQUIRE(start());
  for (int i = 0; i < 3; ++i) {
    const std::size_t before = batches.size();
    remove("root");
    BOOST_TEST(until([&] { return batches.size() > before && batches.back().everything; }));
    write("root/a.md", std::to_string(i));
    BOOST_TEST(until_text("a.md", std::to_string(i)));
    write("root/a.md", "again");
    BOOST_TEST(until_text("a.md", "again"));
  }
}

BOOST_AUTO_TEST_CASE(is_followed_when_another_is_put_in_its_place) {
  write("root/a.md", "one");
  BOOST_REQUIRE(start());
  write("next/a.md", "two");
  rename("root", "last");
  rename("next", "root");
  BOOST_TEST(until_text("a.md", "two"));
  const std::size_t before = batches.size();
  write("last/b.md", "of the old root");
  write("root/a.md", "three");
  BOOST_TEST(until_text("a.md", "three"));
  BOOST_TEST(!has_named("b.md", before));
  write("fourth/a.md", "four");
  BOOST_REQUIRE(::renameat2(AT_FDCWD, at("root").c_str(), AT_FDCWD, at("fourth").c_str(), RENAME_EXCHANGE) ==
                0);
  BOOST_TEST(until_text("a.md", "four"));
}

BOOST_AUTO_TEST_CASE(is_followed_when_its_link_is_swapped) {
  write("1/a.md", "one");
  write("2/a.md", "two");
  link("1", "root");
  BOOST_REQUIRE(start());
  BOOST_TEST(mirror.text("a.md") == "one");
  for (int i = 0; i < 4; ++i) {
    link(i % 2 == 0 ? "2" : "1", "root-new");
    rename("root-new", "root");
    BOOST_TEST(until_text("a.md", i % 2 == 0 ? "two" : "one"));
  }
  write("1/b.md", "new");
  BOOST_TEST(until_text("b.md", "new"));
}

BOOST_AUTO_TEST_CASE(is_looked_at_whenever_there_is_an_event) {
  settings.root_check = std::chrono::hours(1);
  write("1/a.md", "one");
  write("2/a.md", "two");
  link("1", "root");
  BOOST_REQUIRE(start());
  link("2", "root-new");
  rename("root-new", "root");
  // Of the root before; it must not be taken for one of the new root.
  write("1/b.md", "old root");
  BOOST_TEST(until_text("a.md", "two"));
  BOOST_TEST(!has_named("b.md"));
}

BOOST_AUTO_TEST_CASE(is_followed_when_a_folder_above_it_is_swapped) {
  write("up1/root/a.md", "one");
  write("up2/root/a.md", "two");
  settings.directory = at("up1/root");
  BOOST_REQUIRE(start());
  rename("up1", "up3");
  rename("up2", "up1");
  BOOST_TEST(until_text("a.md", "two"));
}

BOOST_AUTO_TEST_CASE(is_waited_for_while_it_is_not_readable) {
  write("root/a.md", "one");
  BOOST_REQUIRE(::chmod(at("root").c_str(), 0) == 0);
  {
    const WithoutPrivilege without;
    BOOST_REQUIRE(start());
    BOOST_TEST(watcher->stats().watches == 0);
  }
  BOOST_REQUIRE(::chmod(at("root").c_str(), 0755) == 0);
  BOOST_TEST(until_text("a.md", "one"));
  const std::size_t before = batches.size();
  BOOST_REQUIRE(::chmod(at("root").c_str(), 0) == 0);
  {
    const WithoutPrivilege without;
    BOOST_TEST(until([&] { return batches.size() > before; }));
    BOOST_TEST(watcher->stats().watches == 0);
  }
  BOOST_REQUIRE(::chmod(at("root").c_str(), 0755) == 0);
}

BOOST_AUTO_TEST_CASE(is_no_folder) {
  write("root", "a file");
  BOOST_REQUIRE(start());
  remove("root");
  write("root/a.md", "one");
  BOOST_TEST(until_text("a.md", "one"));
}

BOOST_AUTO_TEST_CASE(is_not_kept_busy) {
  write("root/a.md", "one");
  BOOST_REQUIRE(start());
  // Its deletion is reported at once only if nobody holds it open.
  settings.root_check = std::chrono::hours(1);
  watcher->restart(settings);
  const std::size_t before = batches.size();
  BOOST_REQUIRE(until([&] { return batches.size() > before; }));
  rename("root", "gone");
  BOOST_TEST(until([&] { return watcher->stats().watches == 0; }));
}

BOOST_AUTO_TEST_CASE(is_followed_when_something_is_mounted_over_it) {
  const std::string result = run_confined([this]() -> std::string {
    write("root/a.md", "one");
    if (!start()) return "no start";
    if (::mount("none", at("root").c_str(), "tmpfs", 0, nullptr) != 0) return "skipped: cannot mount";
    write("root/a.md", "two");
    if (!until_text("a.md", "two")) return "what is mounted is not seen";
    write("root/a.md", "three");
    if (!until_text("a.md", "three")) return "what is mounted is not watched";
    if (::umount(at("root").c_str()) != 0) return "the watcher keeps the mount busy";
    if (!until_text("a.md", "one")) return "what was below is not seen";
    write("root/a.md", "four");
    return until_text("a.md", "four") ? "" : "what was below is not watched";
  });
  if (result.starts_with("skipped")) {
    BOOST_TEST_MESSAGE(result);
  } else {
    BOOST_TEST(result == "");
  }
}

BOOST_AUTO_TEST_CASE(may_have_something_mounted_inside) {
  const std::string result = run_confined([this]() -> std::string {
    write("root/x/a.md", "one");
    if (!start()) return "no start";
    if (::mount("none", at("root/x").c_str(), "tmpfs", 0, nullptr) != 0) return "skipped: cannot mount";
    write("root/x/a.md", "two");
    settings.reconcile = std::chrono::milliseconds(50);
    watcher->restart(settings);
    if (!until_text("x/a.md", "two")) return "what is mounted is not seen";
    write("root/x/a.md", "three");
    if (!until_text("x/a.md", "three")) return "what is mounted is not watched";
    if (::umount(at("root/x").c_str()) != 0) return "the watcher keeps the mount busy";
    if (!until_text("x/a.md", "one")) return "what was below is not seen";
    write("root/x/a.md", "four");
    return until_text("x/a.md", "four") ? "" : "what was below is not watched";
  });
  if (result.starts_with("skipped")) {
    BOOST_TEST_MESSAGE(result);
  } else {
    BOOST_TEST(result == "");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
