// SPDX-License-Identifier: MIT
#include "daemon/rebuild/deletion_guard.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// A tree of articles under a guard, as the intake keeps it, with a clock of its own.
struct Tree {
  explicit Tree(std::size_t articles) : guard(SeedSettings{}), shown(articles), files(articles) {
    BOOST_REQUIRE(decide() == 0);
  }

  void lose(std::size_t first, std::size_t last, bool absent = true) {
    for (std::size_t i = first; i < last; ++i) guard.lose(std::to_string(i), {true, absent}, now);
  }
  void regain(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) guard.regain(std::to_string(i), now);
  }
  /// Decides, and takes the deletions out of the tree; how many they were.
  std::size_t decide() {
    const auto deletions = guard.decide({shown, files, [this] { return moved; }}, now);
    shown -= deletions.size();
    files -= deletions.size();
    return deletions.size();
  }
  std::size_t decide_after(milliseconds time) {
    now += time;
    return decide();
  }

  DeletionGuard guard;
  DeletionGuard::Time now;
  std::size_t shown;
  std::size_t files;
  std::size_t moved = 0;
};

BOOST_AUTO_TEST_SUITE(deletion_guard)

BOOST_AUTO_TEST_CASE(believes_a_loss_after_its_grace) {
  Tree tree(5);
  tree.lose(0, 1);
  BOOST_TEST(tree.decide() == 0U);
  BOOST_TEST(tree.decide_after(milliseconds(999)) == 0U);
  BOOST_TEST(tree.guard.due(tree.now).empty());
  BOOST_TEST((*tree.guard.next() == tree.now + milliseconds(1)));
  tree.now += milliseconds(1);
  BOOST_TEST(tree.guard.due(tree.now).size() == 1U);
  BOOST_TEST(tree.decide() == 1U);
  BOOST_TEST(!tree.guard.next().has_value());
}

BOOST_AUTO_TEST_CASE(forgets_a_loss_that_comes_back) {
  Tree tree(5);
  tree.lose(0, 2);
  tree.now += milliseconds(500);
  tree.regain(0, 1);
  BOOST_TEST(tree.decide_after(seconds(2)) == 1U);
}

BOOST_AUTO_TEST_CASE(runs_the_grace_from_the_first_loss) {
  Tree tree(5);
  tree.lose(0, 1);
  tree.now += milliseconds(600);
  tree.lose(0, 1, false);
  BOOST_TEST(tree.decide_after(milliseconds(400)) == 1U);
}

struct MassCase {
  std::size_t articles;
  std::size_t lost;
  bool held;
};

const MassCase mass_cases[] = {{100, 50, false}, {100, 51, true}, {19, 10, true}, {20, 10, false},
                               {12, 9, false},   {15, 14, true},  {10, 9, false}, {2, 1, false}};

BOOST_AUTO_TEST_CASE(holds_more_than_half_and_at_least_ten) {
  for (const MassCase& mass : mass_cases) {
    BOOST_TEST_CONTEXT(mass.lost << " of " << mass.articles) {
      Tree tree(mass.articles);
      tree.lose(0, mass.lost);
      BOOST_TEST(tree.decide_after(seconds(1)) == (mass.held ? 0 : mass.lost));
      BOOST_TEST(tree.guard.held() == mass.held);
      BOOST_TEST(tree.guard.reason().empty() != mass.held);
    }
  }
}

BOOST_AUTO_TEST_CASE(says_nothing_of_a_mass_that_is_back_within_its_grace) {
  Tree tree(100);
  tree.lose(0, 90);
  BOOST_TEST(tree.decide_after(milliseconds(900)) == 0U);
  BOOST_TEST(!tree.guard.held());
  tree.regain(0, 90);
  BOOST_TEST(tree.decide_after(milliseconds(100)) == 0U);
  BOOST_TEST(!tree.guard.held());
}

BOOST_AUTO_TEST_CASE(ends_a_hold_when_it_is_confirmed) {
  Tree tree(100);
  tree.lose(0, 90);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  BOOST_TEST(tree.guard.due(tree.now).empty());
  tree.guard.confirm();
  BOOST_TEST((*tree.guard.next() <= tree.now));
  BOOST_TEST(tree.guard.due(tree.now).size() == 90U);
  BOOST_TEST(tree.decide() == 90U);
  BOOST_TEST(!tree.guard.held());
  // The next loss is measured against what is left.
  tree.lose(90, 95);
  BOOST_TEST(tree.decide_after(seconds(1)) == 5U);
}

BOOST_AUTO_TEST_CASE(takes_a_confirmation_within_the_grace) {
  Tree tree(100);
  tree.lose(0, 90);
  BOOST_TEST(tree.decide_after(milliseconds(500)) == 0U);
  tree.guard.confirm();
  BOOST_TEST(tree.decide() == 0U);
  BOOST_TEST(tree.decide_after(milliseconds(500)) == 90U);
}

BOOST_AUTO_TEST_CASE(does_not_take_a_confirmation_for_later_losses) {
  Tree tree(100);
  tree.lose(0, 2);
  tree.guard.confirm();
  BOOST_TEST(tree.decide_after(seconds(1)) == 2U);
  tree.lose(2, 80);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  BOOST_TEST(tree.guard.held());
}

BOOST_AUTO_TEST_CASE(ends_a_hold_after_its_time) {
  Tree tree(100);
  tree.lose(0, 90);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  BOOST_TEST((*tree.guard.next() == tree.now + minutes(15)));
  BOOST_TEST(tree.decide_after(minutes(14)) == 0U);
  tree.now += minutes(1);
  BOOST_TEST(tree.guard.due(tree.now).size() == 90U);
  BOOST_TEST(tree.decide() == 90U);
}

BOOST_AUTO_TEST_CASE(ends_a_hold_when_enough_is_back_and_waits_for_the_rest) {
  Tree tree(100);
  tree.lose(0, 90);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  tree.now += seconds(30);
  tree.regain(0, 60);
  BOOST_TEST(tree.decide() == 0U);
  BOOST_TEST(!tree.guard.held());
  BOOST_TEST(tree.guard.reason().empty());
  tree.now += milliseconds(900);
  tree.regain(60, 85);
  BOOST_TEST(tree.decide() == 0U);
  BOOST_TEST(tree.decide_after(milliseconds(100)) == 5U);
}

BOOST_AUTO_TEST_CASE(counts_deletions_in_slices_together) {
  Tree tree(100);
  std::size_t deleted = 0;
  for (std::size_t slice = 0; slice < 9; ++slice) {
    tree.lose(slice * 10, slice * 10 + 10);
    deleted += tree.decide_after(seconds(1));
  }
  BOOST_TEST(deleted == 50U);
  BOOST_TEST(tree.guard.held());
  BOOST_TEST(tree.guard.reason().starts_with("90 of 100 articles are gone"));
  // However long that takes.
  BOOST_TEST(tree.decide_after(minutes(14)) == 0U);
  BOOST_TEST(tree.guard.held());
}

BOOST_AUTO_TEST_CASE(lets_articles_be_deleted_one_by_one) {
  Tree tree(30);
  for (std::size_t i = 0; i < 25; ++i) {
    tree.lose(i, i + 1);
    tree.decide_after(milliseconds(1'150));
    BOOST_TEST_REQUIRE(!tree.guard.held());
  }
  BOOST_TEST(tree.shown == 5U);
}

BOOST_AUTO_TEST_CASE(lets_articles_come_and_go_all_the_time) {
  // 50 are there, each for half a second; the last batches' are still waited for.
  Tree tree(50);
  std::size_t first = 0;
  for (int batch = 0; batch < 1'000; ++batch) {
    tree.shown += 10;
    tree.files += 10;
    tree.lose(first, first + 10);
    first += 10;
    tree.decide_after(milliseconds(110));
    BOOST_TEST_REQUIRE(!tree.guard.held());
    BOOST_TEST_REQUIRE(tree.guard.size() <= 110U);
  }
}

BOOST_AUTO_TEST_CASE(forgets_slices_after_their_time) {
  Tree tree(100);
  tree.lose(0, 40);
  BOOST_TEST(tree.decide_after(seconds(1)) == 40U);
  BOOST_TEST(tree.decide_after(DeletionGuard::slice_time + seconds(1)) == 0U);
  tree.lose(40, 65);
  BOOST_TEST(tree.decide_after(seconds(1)) == 25U);
}

BOOST_AUTO_TEST_CASE(stops_a_removal_that_goes_on_while_it_decides) {
  Tree tree(1000);
  std::size_t deleted = 0;
  for (std::size_t i = 0; i < 1000; i += 10) {
    tree.lose(i, i + 10);
    deleted += tree.decide_after(milliseconds(50));
  }
  for (int i = 0; i < 5; ++i) deleted += tree.decide_after(seconds(1));
  BOOST_TEST(deleted <= 500U);
  BOOST_TEST(tree.guard.held());
}

BOOST_AUTO_TEST_CASE(lets_a_renamed_folder_pass) {
  // Whether the new files come together with the losses or before them, and all or all but one.
  for (const bool before : {false, true}) {
    for (const std::size_t lost_for_good : {0U, 1U}) {
      Tree tree(100);
      tree.shown += 100 - lost_for_good;
      tree.files += 100 - lost_for_good;
      tree.moved = 100 - lost_for_good;
      if (before) tree.decide();
      tree.lose(0, 100);
      BOOST_TEST(tree.decide_after(seconds(1)) == 100U);
    }
  }
}

BOOST_AUTO_TEST_CASE(holds_the_loss_of_most_though_others_come) {
  Tree tree(100);
  tree.shown += 10;
  tree.files += 10;
  tree.lose(0, 60);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  BOOST_TEST(tree.guard.held());
  BOOST_TEST(tree.guard.reason().starts_with("60 of 100 articles are gone"));
  // Nor does a hold end because others come.
  tree.shown += 100;
  tree.files += 100;
  BOOST_TEST(tree.decide_after(seconds(60)) == 0U);
  BOOST_TEST(tree.guard.held());
}

BOOST_AUTO_TEST_CASE(holds_another_tree_in_the_place_of_this_one) {
  // As many others come, or many more, in the same batch or in the next one.
  for (const std::size_t others : {30U, 31U, 1000U}) {
    for (const bool in_one_batch : {true, false}) {
      Tree tree(30);
      tree.lose(0, 30);
      if (!in_one_batch) tree.decide();
      tree.shown += others;
      tree.files += others;
      tree.decide();
      BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
      BOOST_TEST(tree.guard.held());
      BOOST_TEST(tree.guard.reason().starts_with("30 of 30 articles are gone"));
    }
  }
}

BOOST_AUTO_TEST_CASE(lets_articles_come_and_go_in_slices) {
  Tree tree(100);
  std::size_t first = 0;
  for (int slice = 0; slice < 10; ++slice) {
    tree.shown += 30;
    tree.files += 30;
    tree.lose(first, first + 30);
    first += 30;
    BOOST_TEST(tree.decide_after(seconds(30)) == 30U);
  }
}

BOOST_AUTO_TEST_CASE(does_not_count_what_was_hidden_by_edits) {
  Tree tree(100);
  tree.lose(0, 1);
  BOOST_TEST(tree.decide_after(seconds(1)) == 1U);
  for (int i = 0; i < 80; ++i) tree.guard.hide();
  tree.shown -= 80;
  tree.lose(1, 3);
  BOOST_TEST(tree.decide_after(seconds(1)) == 2U);
}

BOOST_AUTO_TEST_CASE(holds_an_empty_tree_without_a_time_limit) {
  Tree tree(3);
  tree.lose(0, 3);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  BOOST_TEST(tree.guard.held());
  BOOST_TEST(!tree.guard.next().has_value());
  BOOST_TEST(tree.decide_after(minutes(60)) == 0U);
  tree.guard.confirm();
  BOOST_TEST(tree.decide() == 3U);
}

BOOST_AUTO_TEST_CASE(holds_an_empty_tree_of_which_little_was_shown) {
  Tree tree(3);
  tree.shown = 1;
  tree.guard.lose("0", {true, true}, tree.now);
  tree.guard.lose("1", {false, true}, tree.now);
  tree.guard.lose("2", {false, true}, tree.now);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  BOOST_TEST(tree.guard.held());
}

BOOST_AUTO_TEST_CASE(gives_an_empty_tree_that_fills_again_its_time) {
  Tree tree(100);
  tree.lose(0, 100);
  BOOST_TEST(tree.decide_after(seconds(1)) == 0U);
  tree.now += minutes(60);
  tree.regain(0, 1);
  BOOST_TEST(tree.decide() == 0U);
  BOOST_TEST(tree.guard.held());
  BOOST_TEST((*tree.guard.next() == tree.now + minutes(15)));
}

BOOST_AUTO_TEST_CASE(lets_the_last_article_go_alone) {
  Tree tree(1);
  tree.lose(0, 1);
  BOOST_TEST(tree.decide_after(seconds(1)) == 1U);
}

BOOST_AUTO_TEST_CASE(begins_anew_after_the_root_was_away) {
  Tree tree(5);
  tree.lose(0, 1);
  tree.now += seconds(5);
  tree.guard.restart(tree.now);
  BOOST_TEST(tree.guard.due(tree.now).empty());
  BOOST_TEST(tree.decide_after(milliseconds(999)) == 0U);
  BOOST_TEST(tree.decide_after(milliseconds(1)) == 1U);
}

BOOST_AUTO_TEST_CASE(tells_emptied_files_from_absent_ones) {
  Tree tree(5);
  tree.lose(0, 1, true);
  tree.lose(1, 2, false);
  tree.lose(0, 1, false);
  tree.now += seconds(1);
  const auto deletions = tree.guard.decide({5, 5}, tree.now);
  BOOST_REQUIRE(deletions.size() == 2U);
  BOOST_TEST((deletions[0] == DeletionGuard::Deletion{"0", false}));
  BOOST_TEST((deletions[1] == DeletionGuard::Deletion{"1", false}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
