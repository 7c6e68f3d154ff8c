// SPDX-License-Identifier: MIT
#include "daemon/watch/gathered_changes.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

using std::chrono::milliseconds;
using Paths = std::vector<std::string>;

struct Gathering {
  /// `ms` after the beginning.
  static GatheredChanges::Time at(int ms) {
    return GatheredChanges::Time() + std::chrono::hours(1) + milliseconds(ms);
  }
  bool is_due(int ms) const { return changes.due() && *changes.due() == at(ms); }

  GatheredChanges changes{milliseconds(50), milliseconds(1000)};
};

BOOST_FIXTURE_TEST_SUITE(gathered_changes, Gathering)

BOOST_AUTO_TEST_CASE(waits_for_nothing_while_nothing_changes) {
  BOOST_TEST(!changes.due());
  BOOST_TEST(changes.take(at(0)).empty());
}

BOOST_AUTO_TEST_CASE(hands_out_what_changed_once_it_is_quiet) {
  changes.file_changed("b.md", at(0));
  changes.file_changed("a.md", at(30));
  changes.file_changed("b.md", at(40));
  BOOST_TEST(is_due(90));
  BOOST_TEST(changes.take(at(89)).empty());
  const Batch batch = changes.take(at(90));
  BOOST_TEST(batch.paths == Paths({"a.md", "b.md"}), boost::test_tools::per_element());
  BOOST_TEST(!batch.everything);
  BOOST_TEST(!changes.due());
}

BOOST_AUTO_TEST_CASE(tells_which_files_were_renamed_last_of_all) {
  changes.file_changed("a.md", at(0), true);
  changes.file_changed("b.md", at(0), true);
  changes.file_changed("c.md", at(0));
  changes.file_changed("d.md", at(0), true);
  changes.file_changed("b.md", at(1));
  changes.file_changed("c.md", at(1), true);
  changes.file_unfinished("d.md", at(1), at(500));
  const Batch batch = changes.take(at(60));
  BOOST_TEST(batch.renamed == Paths({"a.md", "c.md"}), boost::test_tools::per_element());
  changes.file_changed("a.md", at(70));
  BOOST_TEST(changes.take(at(130)).renamed.empty());
}

BOOST_AUTO_TEST_CASE(waits_no_longer_than_the_longest_time) {
  for (int ms = 0; ms <= 990; ms += 10) {
    changes.file_changed("a" + std::to_string(ms), at(ms));
    BOOST_TEST(changes.take(at(ms)).empty());
  }
  BOOST_TEST(is_due(1000));
  BOOST_TEST(changes.take(at(1000)).paths.size() == 100);
  changes.file_changed("a", at(1005));
  BOOST_TEST(is_due(1055));
}

BOOST_AUTO_TEST_CASE(hands_out_a_file_that_is_saved_again_and_again) {
  // Written in place every 30 ms, whole for 20 ms of them, so never quiet.
  int handed_out = 0;
  for (int ms = 0; ms < 3000; ms += 30) {
    changes.file_unfinished("a.md", at(ms), at(ms + 1500));
    handed_out += !changes.take(at(ms)).empty();
    changes.file_changed("a.md", at(ms + 10));
    handed_out += !changes.take(at(ms + 10)).empty();
  }
  BOOST_TEST(handed_out == 2);
}

BOOST_AUTO_TEST_CASE(waits_not_at_all_without_a_debounce) {
  GatheredChanges now{milliseconds(0), milliseconds(1000)};
  now.file_changed("a.md", at(0));
  BOOST_TEST(now.take(at(0)).paths == Paths({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lets_nobody_wait_when_hurried) {
  changes.folder_changed("x", at(0));
  changes.hurry(at(1));
  BOOST_TEST(changes.take(at(1)).folders == Paths({"x"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keeps_back_a_file_that_is_being_written) {
  changes.file_changed("other.md", at(0));
  changes.file_changed("a.md", at(0));
  changes.file_unfinished("a.md", at(1), at(1501));
  BOOST_TEST(changes.is_unfinished("a.md"));
  BOOST_TEST(changes.take(at(50)).paths == Paths({"other.md"}), boost::test_tools::per_element());
  BOOST_TEST(changes.take(at(1500)).empty());

  changes.file_changed("a.md", at(1500));
  BOOST_TEST(!changes.is_unfinished("a.md"));
  BOOST_TEST(changes.take(at(1550)).paths == Paths({"a.md"}), boost::test_tools::per_element());
  // What is left of the wait must not name it once more.
  BOOST_TEST(changes.take(at(5000)).empty());
  BOOST_TEST(!changes.due());
}

BOOST_AUTO_TEST_CASE(releases_a_file_whose_writer_went_quiet) {
  changes.file_unfinished("a.md", at(0), at(1500));
  changes.file_unfinished("a.md", at(1000), at(2500));
  BOOST_TEST(changes.take(at(1500)).empty());
  BOOST_TEST(is_due(2500));
  BOOST_TEST(changes.take(at(2500)).paths == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(!changes.due());
}

BOOST_AUTO_TEST_CASE(starts_the_wait_anew_for_a_file_that_was_finished_between) {
  changes.file_unfinished("a.md", at(0), at(1500));
  changes.file_changed("a.md", at(10));
  changes.file_unfinished("a.md", at(20), at(1520));
  BOOST_TEST(changes.take(at(1500)).empty());
  BOOST_TEST(changes.take(at(1520)).paths == Paths({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(waits_for_the_shorter_time_if_that_is_the_newer_one) {
  changes.file_unfinished("a.md", at(0), at(1500));
  changes.file_changed("a.md", at(10));
  BOOST_TEST(changes.take(at(60)).paths.size() == 1);
  changes.file_unfinished("a.md", at(100), at(600));
  BOOST_TEST(is_due(600));
  BOOST_TEST(changes.take(at(600)).paths == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(changes.take(at(5000)).empty());
  BOOST_TEST(!changes.due());
}

BOOST_AUTO_TEST_CASE(is_not_held_up_by_a_writer_that_never_stops) {
  changes.file_changed("other.md", at(0));
  for (int ms = 0; ms < 50; ++ms) changes.file_unfinished("a.md", at(ms), at(ms + 1500));
  BOOST_TEST(is_due(50));
}

BOOST_AUTO_TEST_CASE(names_no_path_inside_a_folder_that_is_read_as_a_whole) {
  for (const char* folder : {"a/b", "a", "a-b", "c/d/e"}) changes.folder_changed(folder, at(0));
  for (const char* path : {"a/x.md", "a/b/c/x.md", "a-b.md", "c/d/x.md", "c/d/e/x.md"}) {
    changes.file_changed(path, at(0));
  }
  const Batch batch = changes.take(at(50));
  BOOST_TEST(batch.folders == Paths({"a", "a-b", "c/d/e"}), boost::test_tools::per_element());
  BOOST_TEST(batch.paths == Paths({"a-b.md", "c/d/x.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_what_is_being_written_with_every_batch) {
  for (const char* path : {"b.md", "a.md", "c.md"}) changes.file_unfinished(path, at(0), at(1500));
  changes.file_changed("b.md", at(1));
  BOOST_TEST(changes.unfinished() == Paths({"a.md", "c.md"}), boost::test_tools::per_element());
  BOOST_TEST(changes.take(at(51)).unfinished == Paths({"a.md", "c.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_nothing_but_the_unfinished_when_everything_is_read) {
  changes.file_changed("a.md", at(0));
  changes.file_unfinished("b.md", at(0), at(1500));
  changes.everything_changed(at(1));
  changes.file_changed("c.md", at(2));
  changes.folder_changed("x", at(2));
  Batch batch = changes.take(at(52));
  BOOST_TEST(batch.everything);
  BOOST_TEST(batch.paths.empty());
  BOOST_TEST(batch.folders.empty());
  BOOST_TEST(batch.unfinished == Paths({"b.md"}), boost::test_tools::per_element());
  batch = changes.take(at(1500));
  BOOST_TEST(!batch.everything);
  BOOST_TEST(batch.paths == Paths({"b.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(goes_on_with_what_another_knew_to_be_unfinished) {
  changes.file_unfinished("a.md", at(0), at(1500));
  changes.file_unfinished("b.md", at(0), at(1500));
  changes.file_changed("b.md", at(10));
  GatheredChanges next{milliseconds(50), milliseconds(1000)};
  next.inherit_unfinished(changes, at(20));
  BOOST_TEST(next.unfinished() == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(next.take(at(1499)).empty());
  BOOST_TEST(next.take(at(1500)).paths == Paths({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(reads_everything_rather_than_pile_up_names) {
  const std::string folder(200, 'x');
  for (int i = 0; i < 100'000; ++i) changes.file_changed(folder + std::to_string(i), at(i / 1000));
  const Batch batch = changes.take(at(2000));
  BOOST_TEST(batch.everything);
  BOOST_TEST(batch.paths.empty());
  changes.file_changed("a.md", at(2000));
  BOOST_TEST(!changes.take(at(2050)).everything);
}

BOOST_AUTO_TEST_CASE(gives_up_holding_back_rather_than_pile_up_names) {
  const std::string folder(200, 'x');
  for (int i = 0; i < 100'000; ++i) {
    changes.file_unfinished(folder + std::to_string(i), at(0), at(1500));
  }
  const Batch batch = changes.take(at(50));
  BOOST_TEST(batch.everything);
  BOOST_TEST(batch.unfinished.size() < 40'000);
}

BOOST_AUTO_TEST_CASE(does_not_grow_by_one_file_that_is_written_again_and_again) {
  for (int i = 0; i < 1'000'000; ++i) {
    changes.file_unfinished("a.md", at(i / 1000), at(i / 1000 + 1500));
    changes.file_changed("a.md", at(i / 1000));
  }
  const Batch batch = changes.take(at(1050));
  BOOST_TEST(!batch.everything);
  BOOST_TEST(batch.paths == Paths({"a.md"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
