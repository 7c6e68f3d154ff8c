// SPDX-License-Identifier: MIT
// Random changes to a tree, fast and for long: whoever looks only where batches say must end up with what is
// on the disk.
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <system_error>

#include "tests/watch/watched_tree.hpp"

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

/// One random change a call; what is not possible at the moment is left undone.
class Vandal {
 public:
  Vandal(const TemporaryTree& tree, unsigned seed) : tree_(tree), random_(seed) {}

  void strike() {
    std::error_code ignored;
    const std::string file = any_file();
    switch (number(13)) {
      case 0:
      case 1:
      case 2:
      case 3:
        write(file);
        break;
      case 4:
        write(any_folder() + "/save.tmp");
        fs::rename(tree_.at(last_), tree_.at(file), ignored);
        break;
      case 5:
        fs::remove(tree_.at(file), ignored);
        break;
      case 6:
        fs::rename(tree_.at(file), tree_.at(any_file()), ignored);
        break;
      case 7:
        fs::rename(tree_.at(any_folder()), tree_.at(any_folder()), ignored);
        break;
      case 8:
        ::renameat2(AT_FDCWD, tree_.at(any_folder()).c_str(), AT_FDCWD, tree_.at(any_folder()).c_str(),
                    RENAME_EXCHANGE);
        break;
      case 9:
        fs::create_directories(tree_.at(any_folder()), ignored);
        break;
      case 10:
        if (number(4) == 0) fs::remove_all(tree_.at(any_folder()), ignored);
        break;
      case 11:
        fs::create_symlink("../" + any_file(), tree_.at(file), ignored);
        break;
      case 12:
        fs::rename(tree_.at(any_folder()), tree_.at("." + std::to_string(number(3))), ignored);
        fs::rename(tree_.at("." + std::to_string(number(3))), tree_.at(any_folder()), ignored);
        break;
    }
  }

 private:
  unsigned number(unsigned below) { return std::uniform_int_distribution<unsigned>(0, below - 1)(random_); }

  std::string any_folder() {
    std::string path(1, static_cast<char>('a' + number(4)));
    for (unsigned depth = number(3); depth > 0; --depth) {
      path += '/';
      path += static_cast<char>('a' + number(4));
    }
    return path;
  }

  std::string any_file() { return any_folder() + "/" + std::to_string(number(5)) + ".md"; }

  void write(const std::string& path) {
    last_ = path;
    std::error_code ignored;
    if (number(3) == 0) fs::create_directories(fs::path(tree_.at(path)).parent_path(), ignored);
    const int file = ::open(tree_.at(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return;
    const std::string text = std::to_string(++writes_) + "\n";
    for (unsigned part = number(3); part > 0; --part) {
      if (::write(file, text.data(), text.size()) < 0) break;
    }
    ::close(file);
  }

  const TemporaryTree& tree_;
  std::mt19937 random_;
  std::string last_ = "a";
  unsigned writes_ = 0;
};

BOOST_FIXTURE_TEST_SUITE(stress, WatchedTree)

BOOST_AUTO_TEST_CASE(leaves_nothing_unseen) {
  settings.debounce = std::chrono::milliseconds(0);
  BOOST_REQUIRE(start());
  Vandal vandal(*this, 1);
  for (int round = 0; round < 4; ++round) {
    BOOST_REQUIRE(during([&] {
      for (int i = 0; i < 1'000; ++i) vandal.strike();
    }));
    BOOST_TEST_REQUIRE(until_in_step(), "round " << round);
  }
}

BOOST_AUTO_TEST_CASE(leaves_nothing_unseen_behind_a_debounce) {
  BOOST_REQUIRE(start());
  Vandal vandal(*this, 2);
  for (int round = 0; round < 2; ++round) {
    BOOST_REQUIRE(during([&] {
      for (int i = 0; i < 2'000; ++i) vandal.strike();
    }));
    BOOST_TEST_REQUIRE(until_in_step(), "round " << round);
  }
}

// Seen one by one, so that each change meets a watcher that has caught up with the one before.
BOOST_AUTO_TEST_CASE(leaves_nothing_unseen_step_by_step) {
  settings.debounce = std::chrono::milliseconds(0);
  BOOST_REQUIRE(start());
  Vandal vandal(*this, 3);
  for (int i = 0; i < 100; ++i) {
    vandal.strike();
    BOOST_TEST_REQUIRE(until_in_step(), "strike " << i);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
