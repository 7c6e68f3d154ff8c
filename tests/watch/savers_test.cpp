// SPDX-License-Identifier: MIT
// How editors and tools save files, and what the watcher makes of it.
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "tests/watch/watched_tree.hpp"

namespace feed_exporter {
namespace {

using Texts = std::vector<std::string>;

BOOST_FIXTURE_TEST_SUITE(savers, WatchedTree)

BOOST_AUTO_TEST_CASE(begin_with_everything) {
  write("a.md", "one");
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(batches.size() == 1);
  BOOST_TEST(batches[0].everything);
  BOOST_TEST(batches[0].unfinished.empty());
  BOOST_TEST(mirror.text("a.md") == "one");
}

BOOST_AUTO_TEST_CASE(create_write_over_and_delete) {
  BOOST_REQUIRE(start());
  write("a.md", "one");
  BOOST_TEST(until_text("a.md", "one"));
  write("a.md", "two");
  BOOST_TEST(until_text("a.md", "two"));
  remove("a.md");
  BOOST_TEST(until_text("a.md", "-"));
  BOOST_TEST(mirror.history("a.md") == Texts({"one", "two", "-"}), boost::test_tools::per_element());
  BOOST_TEST(batches.size() == 4);
}

BOOST_AUTO_TEST_CASE(write_a_temporary_file_and_rename_it) {
  write("a.md", "one");
  BOOST_REQUIRE(start());
  for (const char* temporary :
       {".a.md.Xy12Zz", "sedAbCdEf", "a.md.tmp", ".goutputstream-0AB1C2", "a.md.new"}) {
    write(temporary, std::string("by ") + temporary);
    rename(temporary, "a.md");
    BOOST_TEST(until_text("a.md", std::string("by ") + temporary));
  }
  BOOST_TEST(mirror.history("a.md").size() == 6);
}

BOOST_AUTO_TEST_CASE(move_the_old_file_away_and_write_a_new_one) {
  write("a.md", "one");
  BOOST_REQUIRE(start());
  write("4913", "");
  remove("4913");
  rename("a.md", "a.md~");
  write("a.md", "two");
  ::chmod(at("a.md").c_str(), 0600);
  remove("a.md~");
  BOOST_TEST(until_text("a.md", "two"));
}

BOOST_AUTO_TEST_CASE(rename_a_seed) {
  write("a.md", "one");
  BOOST_REQUIRE(start());
  rename("a.md", "b.md");
  BOOST_TEST(until_text("b.md", "one"));
  BOOST_TEST(until_text("a.md", "-"));
  rename("b.md", "b.md.bak");
  BOOST_TEST(until_text("b.md", "-"));
}

BOOST_AUTO_TEST_CASE(exchange_two_seeds) {
  write("a.md", "one");
  write("b.md", "two");
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(::renameat2(AT_FDCWD, at("a.md").c_str(), AT_FDCWD, at("b.md").c_str(), RENAME_EXCHANGE) ==
                0);
  BOOST_TEST(until_text("a.md", "two"));
  BOOST_TEST(until_text("b.md", "one"));
}

BOOST_AUTO_TEST_CASE(write_through_a_memory_map) {
  write("a.md", "one");
  BOOST_REQUIRE(start());
  const int file = ::open(at("a.md").c_str(), O_RDWR | O_CLOEXEC);
  void* map = ::mmap(nullptr, 3, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  BOOST_REQUIRE(map != MAP_FAILED);
  std::memcpy(map, "two", 3);
  ::munmap(map, 3);
  ::close(file);
  BOOST_TEST(until_text("a.md", "two"));
}

BOOST_AUTO_TEST_CASE(touch_and_change_the_mode) {
  write("a.md", "one");
  BOOST_REQUIRE(start());
  for (int i = 0; i < 2; ++i) {
    const std::size_t before = batches.size();
    if (i == 0) BOOST_REQUIRE(::chmod(at("a.md").c_str(), 0600) == 0);
    if (i == 1) BOOST_REQUIRE(::utimensat(AT_FDCWD, at("a.md").c_str(), nullptr, 0) == 0);
    BOOST_TEST(until([&] { return has_named("a.md", before); }));
  }
}

BOOST_AUTO_TEST_CASE(truncate_by_name) {
  write("a.md", "one and more");
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(::truncate(at("a.md").c_str(), 3) == 0);
  BOOST_TEST(until_text("a.md", "one"));
}

BOOST_FIXTURE_TEST_CASE(make_a_link, PatientTree) {
  write("a.md", "one");
  BOOST_REQUIRE(start());
  // Nothing else will come for a link, whereas a file is created to be written to.
  OpenFile unfinished(at("z.md"));
  BOOST_REQUIRE(::link(at("a.md").c_str(), at("hard.md").c_str()) == 0);
  link("a.md", "soft.md");
  BOOST_REQUIRE(until_text("hard.md", "one"));
  BOOST_REQUIRE(until_text("soft.md", "one"));
  BOOST_TEST(mirror.text("z.md") == "-");
}

BOOST_AUTO_TEST_CASE(change_what_a_link_leads_to) {
  write(".data/1/a.md", "one");
  write(".data/2/a.md", "two");
  link("1", ".data/now");
  link(".data", "..data");
  link("..data/now/a.md", "a.md");
  write("b.md", "b one");
  link("b.md", "c.md");
  BOOST_REQUIRE(start());
  BOOST_TEST(mirror.text("a.md") == "one");
  BOOST_TEST(mirror.text("c.md") == "b one");

  // As a mounted configuration is updated: all at once, by one link in a hidden name.
  write(".data2/now/a.md", "two");
  link(".data2", "..data_tmp");
  rename("..data_tmp", "..data");
  BOOST_TEST(until_text("a.md", "two"));
  write("b.md", "b two");
  BOOST_TEST(until_text("c.md", "b two"));
}

BOOST_AUTO_TEST_CASE(change_what_a_link_leads_to_where_nothing_is_watched) {
  write(".store/a.md", "one");
  link(".store/a.md", "hidden.md");
  write("folder/b.md", "one");
  link("folder", "way");
  link("way/b.md", "through.md");
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(until_in_step());
  for (const char* text : {"two", "three"}) {
    write(".store/a.md", text);
    write("folder/b.md", text);
    BOOST_TEST(until_text("hidden.md", text));
    BOOST_TEST(until_text("through.md", text));
  }
  write(".store/new", "replaced");
  rename(".store/new", ".store/a.md");
  BOOST_TEST(until_text("hidden.md", "replaced"));
  remove(".store/a.md");
  BOOST_TEST(until_text("hidden.md", "-"));
}

BOOST_AUTO_TEST_CASE(touch_names_without_the_links_being_read_again) {
  write("a.md", "one");
  link("a.md", "link.md");
  BOOST_REQUIRE(start());
  for (int i = 0; i < 5; ++i) {
    write(".hidden", "x");
    remove(".hidden");
    write("b.md", std::to_string(i));
    BOOST_REQUIRE(until_text("b.md", std::to_string(i)));
  }
  BOOST_TEST(!has_named("link.md"));
}

BOOST_AUTO_TEST_CASE(change_what_no_link_leads_to) {
  write("a.md", "one");
  write("log", "");
  link("a.md", "link.md");
  BOOST_REQUIRE(start());
  OpenFile file(at("log"));
  file.write("line");
  write("log", "lines");
  write("b.md", "one");
  BOOST_REQUIRE(until_text("b.md", "one"));
  // The new name could have been on the link's way; the bytes that follow could not.
  const std::size_t before = batches.size();
  write("b.md", "two");
  BOOST_REQUIRE(until_text("b.md", "two"));
  write("log", "more lines");
  write("b.md", "three");
  BOOST_REQUIRE(until_text("b.md", "three"));
  BOOST_TEST(!has_named("link.md", before));
}

BOOST_AUTO_TEST_CASE(put_a_file_in_the_place_of_a_link) {
  write("a.md", "one");
  link("a.md", "link.md");
  BOOST_REQUIRE(start());
  write("new.tmp", "two");
  rename("new.tmp", "link.md");
  BOOST_REQUIRE(until_text("link.md", "two"));
  const std::size_t before = batches.size();
  write("a.md", "three");
  BOOST_REQUIRE(until_text("a.md", "three"));
  BOOST_TEST(!has_named("link.md", before));
}

BOOST_AUTO_TEST_CASE(put_down_what_is_no_file) {
  BOOST_REQUIRE(start());
  BOOST_REQUIRE(::mkfifo(at("a.md").c_str(), 0600) == 0);
  BOOST_TEST(until([this] { return has_named("a.md"); }));
  remove("a.md");
  write("a.md", "one");
  BOOST_TEST(until_text("a.md", "one"));
}

BOOST_AUTO_TEST_CASE(leave_things_behind_that_are_no_seeds) {
  BOOST_REQUIRE(start());
  const std::vector<std::string> leftovers = {
      "a.md~",  "a.md.swp",       ".a.md.swx",  "a.tmp",  "a.bck",    "4913",      ".#a.md",
      "#a.md#", ".goutputstream", ".hidden.md", "a.jpeg", "a.md.rej", ".git/a.md", "sedAbCdEf"};
  for (const std::string& name : leftovers) write(name, "text");
  write("z.md", "last");
  BOOST_TEST(until_text("z.md", "last"));
  BOOST_REQUIRE(batches.size() >= 2);
  for (std::size_t i = 1; i < batches.size(); ++i) {
    BOOST_TEST(!batches[i].everything);
    BOOST_TEST(batches[i].folders.empty());
    for (const std::string& path : batches[i].paths) BOOST_TEST(path == "z.md");
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(slow_writers, PatientTree)

BOOST_AUTO_TEST_CASE(are_not_read_before_they_close) {
  write("a.md", "old");
  BOOST_REQUIRE(start());
  OpenFile changed(at("a.md"), O_TRUNC);
  OpenFile created(at("new.md"));
  changed.write("first, ");
  created.write("first, ");
  for (int i = 0; i < 3; ++i) {
    write("other.md", std::to_string(i));
    BOOST_REQUIRE(until_text("other.md", std::to_string(i)));
  }
  changed.write("second");
  created.write("second");
  changed.close();
  created.close();
  BOOST_TEST(until_text("a.md", "first, second"));
  BOOST_TEST(until_text("new.md", "first, second"));
  BOOST_TEST(mirror.history("a.md") == Texts({"old", "first, second"}), boost::test_tools::per_element());
  BOOST_TEST(mirror.history("new.md") == Texts({"first, second"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(are_not_read_before_they_close_when_the_mode_changes_meanwhile) {
  BOOST_REQUIRE(start());
  OpenFile file(at("a.md"));
  file.write("first, ");
  BOOST_REQUIRE(::chmod(at("a.md").c_str(), 0600) == 0);
  write("other.md", "other");
  BOOST_REQUIRE(until_text("other.md", "other"));
  file.write("second");
  file.close();
  BOOST_TEST(until_text("a.md", "first, second"));
  BOOST_TEST(mirror.history("a.md").size() == 1);
}

BOOST_FIXTURE_TEST_CASE(are_read_in_the_end_if_they_never_close, WatchedTree) {
  BOOST_REQUIRE(start());
  OpenFile file(at("a.md"));
  file.write("text");
  BOOST_TEST(until_text("a.md", "text"));
  file.write(" and more");
  BOOST_TEST(until_text("a.md", "text and more"));
}

BOOST_AUTO_TEST_CASE(are_not_read_through_a_link_either) {
  write("a.md", "old");
  link("a.md", "b.md");
  BOOST_REQUIRE(start());
  OpenFile file(at("a.md"), O_TRUNC);
  file.write("first, ");
  write("other.md", "other");
  BOOST_REQUIRE(until_text("other.md", "other"));
  file.write("second");
  file.close();
  BOOST_TEST(until_text("b.md", "first, second"));
  BOOST_TEST(mirror.history("b.md") == Texts({"old", "first, second"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(are_not_read_through_a_link_to_a_name_of_no_seed) {
  write("data.bin", "old");
  link("data.bin", "b.md");
  link("b.md", "c.md");
  BOOST_REQUIRE(start());
  OpenFile file(at("data.bin"), O_TRUNC);
  for (const char* text : {"first, ", "second, "}) {
    file.write(text);
    write("other.md", text);
    BOOST_REQUIRE(until_text("other.md", text));
  }
  file.write("third");
  file.close();
  for (const char* path : {"b.md", "c.md"}) {
    BOOST_TEST(until_text(path, "first, second, third"));
    BOOST_TEST(mirror.history(path) == Texts({"old", "first, second, third"}),
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(are_not_read_when_everything_is) {
  write("a.md", "old");
  settings.reconcile = std::chrono::milliseconds(20);
  BOOST_REQUIRE(start());
  OpenFile file(at("a.md"), O_TRUNC);
  file.write("first, ");
  const std::size_t before = batches.size();
  BOOST_REQUIRE(until([&] { return batches.size() > before + 3; }));
  BOOST_TEST(batches.back().everything);
  file.write("second");
  file.close();
  BOOST_TEST(until_text("a.md", "first, second"));
  BOOST_TEST(mirror.history("a.md") == Texts({"old", "first, second"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(are_not_read_in_a_folder_that_was_made_with_them) {
  BOOST_REQUIRE(start());
  make_folder("x/y");
  OpenFile file(at("x/y/a.md"));
  file.write("first, ");
  write("other.md", "other");
  BOOST_REQUIRE(until_text("other.md", "other"));
  file.write("second");
  file.close();
  BOOST_TEST(until_text("x/y/a.md", "first, second"));
  BOOST_TEST(mirror.history("x/y/a.md").size() == 1);
}

BOOST_FIXTURE_TEST_CASE(hold_up_nobody_if_they_never_stop, WatchedTree) {
  BOOST_REQUIRE(start());
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    OpenFile file(at("endless.md"));
    while (!stop) file.write("x");
  });
  for (int i = 0; i < 20; ++i) {
    write("other.md", std::to_string(i));
    BOOST_TEST(until_text("other.md", std::to_string(i)));
  }
  stop = true;
  writer.join();
  BOOST_TEST(until_in_step());
}

BOOST_FIXTURE_TEST_CASE(are_read_now_and_then_if_they_save_without_end, WatchedTree) {
  settings.debounce = std::chrono::milliseconds(60'000);
  settings.debounce_longest = std::chrono::milliseconds(50);
  BOOST_REQUIRE(start());
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      write("x.tmp", std::to_string(i));
      rename("x.tmp", "endless.md");
    }
  });
  BOOST_TEST(until([this] { return mirror.history("endless.md").size() > 5; }));
  stop = true;
  writer.join();
  BOOST_TEST(until_in_step());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
