// SPDX-License-Identifier: MIT
// The watcher beyond single changes: when it hands on, lost events, limits, polling, its life.
#include "daemon/watch/watcher.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <memory>
#include <string>

#include "tests/watch/confined_child.hpp"
#include "tests/watch/watched_tree.hpp"

namespace feed_exporter {
namespace {

std::size_t longest_queue() {
  std::size_t events = 0;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> events;
  return events;
}

std::size_t open_descriptors() {
  std::size_t count = 0;
  for (int number = 0; number < 1024; ++number) {
    if (::fcntl(number, F_GETFD) != -1) ++count;
  }
  return count;
}

/// Events of two kinds in turn, since the kernel merges equal ones in a row.
void make_events(const TemporaryTree& tree, std::size_t count) {
  tree.write("x.tmp", "");
  tree.write("y.tmp", "");
  for (std::size_t i = 0; i < count; ++i) {
    ::utimensat(AT_FDCWD, tree.at(i % 2 == 0 ? "x.tmp" : "y.tmp").c_str(), nullptr, 0);
  }
}

BOOST_FIXTURE_TEST_SUITE(watcher_life, WatchedTree)

BOOST_AUTO_TEST_CASE(gathers_while_a_batch_is_dealt_with) {
  answers = false;
  settings.debounce = std::chrono::milliseconds(0);
  BOOST_REQUIRE(start());
  watcher->ready();
  write("first.md", "text");
  BOOST_REQUIRE(until([this] { return batches.size() == 2; }));
  // The second is not answered: whatever happens now comes in one piece.
  for (int i = 0; i < 50; ++i) {
    write("later" + std::to_string(i) + ".md", "text");
    io.restart();
    io.poll();
  }
  BOOST_TEST(batches.size() == 2);
  watcher->ready();
  BOOST_REQUIRE(until([this] { return batches.size() == 3; }));
  BOOST_TEST(batches[2].paths.size() == 50);
  BOOST_TEST(watcher->stats().batches == 3);
}

BOOST_AUTO_TEST_CASE(hands_on_at_once_without_a_debounce) {
  settings.debounce = std::chrono::milliseconds(0);
  settings.debounce_longest = std::chrono::hours(1);
  BOOST_REQUIRE(start());
  write("a.tmp", "one");
  rename("a.tmp", "a.md");
  const std::size_t before = batches.size();
  // One turn for the event is all it takes.
  while (batches.size() == before) {
    io.restart();
    BOOST_REQUIRE(io.run_one_for(std::chrono::seconds(60)) == 1);
  }
  BOOST_TEST(batches.back().paths == std::vector<std::string>({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(reads_everything_now_and_then) {
  settings.reconcile = std::chrono::milliseconds(20);
  BOOST_REQUIRE(start());
  BOOST_TEST(until([this] { return batches.size() >= 4; }));
  for (const Batch& batch : batches) BOOST_TEST(batch.everything);
}

BOOST_AUTO_TEST_CASE(does_not_feed_itself_by_reading) {
  write("a/b.md", "one");
  BOOST_REQUIRE(start());
  for (int i = 0; i < 20; ++i) Mirror::read_all(settings);
  write("z.md", "last");
  BOOST_TEST(until_text("z.md", "last"));
  BOOST_TEST(!has_named("a/b.md"));
}

BOOST_FIXTURE_TEST_CASE(knows_what_is_being_written_at_any_moment, PatientTree) {
  write("a.md", "old");
  BOOST_REQUIRE(start());
  // The event is there, but nobody has waited for it.
  OpenFile file(at("a.md"));
  file.write("first, ");
  const Batch glance = watcher->glance();
  BOOST_TEST(glance.empty());
  BOOST_TEST(glance.unfinished == std::vector<std::string>({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(glance.taken.has_value());
  file.write("second");
  file.close();
  BOOST_TEST(until_text("a.md", "first, second"));
}

BOOST_AUTO_TEST_CASE(tells_up_to_when_it_knew) {
  BOOST_REQUIRE(start());
  const FileTime before = read_file_clock();
  write("a.md", "one");
  BOOST_REQUIRE(until_text("a.md", "one"));
  BOOST_TEST((batches.back().taken >= before));
}

BOOST_AUTO_TEST_CASE(takes_new_settings) {
  write("one/a.md", "one");
  write("two/a.md", "two");
  SeedSettings other = settings;
  settings.directory = at("one");
  BOOST_REQUIRE(start());
  BOOST_TEST(mirror.text("a.md") == "one");
  other.directory = at("two");
  settings = other;
  watcher->restart(settings);
  BOOST_TEST(until_text("a.md", "two"));
  BOOST_TEST(batches[1].everything);
  write("two/a.md", "three");
  BOOST_TEST(until_text("a.md", "three"));
}

BOOST_FIXTURE_TEST_CASE(keeps_back_what_is_being_written_when_settings_change, PatientTree) {
  for (const Polling polling : {Polling::automatic, Polling::always}) {
    write("a.md", "old");
    BOOST_REQUIRE(start());
    // Its time is set back, so that it does not look young.
    OpenFile file(at("a.md"), O_TRUNC);
    file.write("first, ");
    const timespec past[2] = {};
    BOOST_REQUIRE(::utimensat(AT_FDCWD, at("a.md").c_str(), past, 0) == 0);
    settings.polling = polling;
    const std::size_t before = batches.size();
    watcher->restart(settings);
    BOOST_REQUIRE(until([&] { return batches.size() > before; }));
    BOOST_TEST(batches[before].everything);
    BOOST_TEST(batches[before].unfinished == std::vector<std::string>({"a.md"}),
               boost::test_tools::per_element());
    BOOST_TEST(mirror.text("a.md") == "old");
    settings.polling = Polling::automatic;
    watcher.reset();
    batches.clear();
  }
}

BOOST_AUTO_TEST_CASE(stays_silent_once_stopped) {
  BOOST_REQUIRE(start());
  write("a.md", "one");
  watcher->stop();
  const std::size_t before = batches.size();
  watcher->ready();
  watcher->restart(settings);
  // Nothing is left to wait for: this ends by itself.
  io.restart();
  io.run();
  BOOST_TEST(batches.size() == before);
}

BOOST_AUTO_TEST_CASE(may_be_destroyed_with_work_at_hand) {
  for (const Polling polling : {Polling::automatic, Polling::always}) {
    settings.polling = polling;
    BOOST_REQUIRE(start());
    write("a.md", "one");
    watcher.reset();
    io.restart();
    io.run();
  }
}

BOOST_AUTO_TEST_CASE(closes_what_it_opens) {
  const auto live = [this] {
    write("a/b/c.md", "one");
    BOOST_REQUIRE(start());
    remove("a");
    BOOST_REQUIRE(until_in_step());
    watcher.reset();
    batches.clear();
    io.restart();
    io.run();
  };
  live();
  const std::size_t before = open_descriptors();
  for (int i = 0; i < 5; ++i) live();
  BOOST_TEST(open_descriptors() == before);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(lost_events, WatchedTree)

BOOST_AUTO_TEST_CASE(lead_to_a_look_at_everything) {
  if (longest_queue() == 0 || longest_queue() > 200'000) {
    BOOST_TEST_MESSAGE("skipped: the queue of events is too long to fill");
    return;
  }
  write("gone/a.md", "one");
  BOOST_REQUIRE(start());
  make_events(*this, longest_queue() + 100);
  // None of this is reported.
  remove("gone");
  write("a.md", "new");
  write("x/y/b.md", "new");
  BOOST_TEST(until_in_step());
  BOOST_TEST(watcher->stats().overflows >= 1);
  BOOST_TEST(mirror.text("x/y/b.md") == "new");
  write("x/y/b.md", "newer");
  BOOST_TEST(until_text("x/y/b.md", "newer"));
  BOOST_TEST(watcher->stats().watches == 3);
}

BOOST_FIXTURE_TEST_CASE(keep_back_what_is_being_written, PatientTree) {
  if (longest_queue() == 0 || longest_queue() > 200'000) {
    BOOST_TEST_MESSAGE("skipped: the queue of events is too long to fill");
    return;
  }
  BOOST_REQUIRE(start());
  make_events(*this, longest_queue() + 100);
  OpenFile file(at("a.md"));
  file.write("first, ");
  BOOST_REQUIRE(until([this] { return batches.size() > 1; }));
  BOOST_TEST(batches.back().everything);
  BOOST_TEST(batches.back().unfinished == std::vector<std::string>({"a.md"}),
             boost::test_tools::per_element());
  file.write("second");
  file.close();
  BOOST_TEST(until_text("a.md", "first, second"));
  BOOST_TEST(mirror.history("a.md").size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(polling, WatchedTree)

BOOST_AUTO_TEST_CASE(sees_what_events_would_tell) {
  settings.polling = Polling::always;
  write("a/b.md", "one");
  BOOST_REQUIRE(start());
  BOOST_TEST(mirror.text("a/b.md") == "one");
  BOOST_TEST(watcher->stats().polling);
  // What was chosen needs no reason.
  BOOST_TEST(watcher->stats().polling_reason == "");
  BOOST_TEST(watcher->stats().watches == 0);
  write("a/b.md", "two");
  write("c/d/e.md", "new");
  OpenFile file(at("slow.md"));
  file.write("first, ");
  BOOST_TEST(until([this] { return mirror.text("a/b.md") == "two" && mirror.text("c/d/e.md") == "new"; }));
  file.write("second");
  file.close();
  BOOST_TEST(until_text("slow.md", "first, second"));
  remove("a");
  BOOST_TEST(until_text("a/b.md", "-"));
}

BOOST_AUTO_TEST_CASE(says_nothing_while_nothing_changes) {
  settings.polling = Polling::always;
  settings.poll_interval = std::chrono::milliseconds(1);
  write("a.md", "one");
  BOOST_REQUIRE(start());
  write("b.md", "two");
  BOOST_REQUIRE(until_text("b.md", "two"));
  // Neither of them is young any more.
  const std::size_t before = batches.size();
  write("z.md", "last");
  BOOST_REQUIRE(until_text("z.md", "last"));
  BOOST_TEST(batches.size() == before + 1);
}

BOOST_AUTO_TEST_CASE(follows_a_root_that_comes_and_goes) {
  settings.polling = Polling::always;
  settings.directory = at("root");
  BOOST_REQUIRE(start());
  write("root/a.md", "one");
  BOOST_TEST(until_text("a.md", "one"));
  const std::size_t before = batches.size();
  remove("root");
  BOOST_TEST(until([&] { return batches.size() > before; }));
  write("root/a.md", "two");
  BOOST_TEST(until_text("a.md", "two"));
}

BOOST_AUTO_TEST_CASE(takes_over_where_watches_run_out_and_ends_when_there_are_enough) {
  const std::string result = run_confined([this]() -> std::string {
    const std::string limit = "/proc/sys/user/max_inotify_watches";
    if (!write_setting(limit, "3")) return "skipped: the limit cannot be lowered";
    write("a/b.md", "one");
    if (!start()) return "no start";
    if (watcher->stats().polling) return "polls without need";
    write("c/d/e/f.md", "new");
    if (!until_text("c/d/e/f.md", "new")) return "what is beyond the limit is not seen";
    if (!watcher->stats().polling) return "does not poll";
    if (watcher->stats().polling_reason.find("max_user_watches") == std::string::npos)
      return "no reason given";
    if (watcher->stats().watches != 0) return "holds watches that others could use";
    write("a/b.md", "two");
    if (!until_text("a/b.md", "two")) return "a change is not seen";
    write_setting(limit, "1000");
    if (!until([this] { return !watcher->stats().polling; })) return "polls on";
    write("c/d/e/f.md", "newer");
    if (!until_text("c/d/e/f.md", "newer")) return "does not watch again";
    return watcher->stats().watches == 5 ? "" : "wrong number of watches";
  });
  if (result.starts_with("skipped")) {
    BOOST_TEST_MESSAGE(result);
  } else {
    BOOST_TEST(result == "");
  }
}

BOOST_AUTO_TEST_CASE(takes_over_where_descriptors_run_out) {
  settings.poll_interval = std::chrono::milliseconds(20);
  write("a.md", "one");
  write("b/c.md", "two");
  BOOST_REQUIRE(start());
  rlimit limit{};
  BOOST_REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const rlimit none{0, limit.rlim_max};
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  ::unlink(at("a.md").c_str());
  const bool polls = until([this] { return watcher->stats().polling; });
  const bool goes_on = until([this, before = batches.size()] { return batches.size() > before + 2; });
  BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
  BOOST_TEST(polls);
  BOOST_TEST(goes_on);
  BOOST_TEST(watcher->stats().polling_reason.find("open files") != std::string::npos);
  BOOST_TEST(until_text("a.md", "-"));
  BOOST_TEST(until([this] { return !watcher->stats().polling; }));
  BOOST_TEST(until_in_step());
  BOOST_TEST(mirror.history("b/c.md").size() == 1);
}

BOOST_AUTO_TEST_CASE(takes_over_where_there_is_no_instance_to_be_had) {
  const std::string result = run_confined([this]() -> std::string {
    if (!write_setting("/proc/sys/user/max_inotify_instances", "0"))
      return "skipped: the limit cannot be lowered";
    write("a.md", "one");
    if (!start()) return "no start";
    if (!watcher->stats().polling) return "does not poll";
    if (watcher->stats().polling_reason.find("max_user_instances") == std::string::npos)
      return "no reason given";
    if (mirror.text("a.md") != "one") return "not read at first";
    write("a.md", "two");
    return until_text("a.md", "two") ? "" : "a change is not seen";
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
