// SPDX-License-Identifier: MIT
#include "daemon/content/seed_tree.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/watch/temporary_tree.hpp"

namespace feed_exporter {
namespace {

using Paths = std::vector<std::string>;

struct Tree : TemporaryTree {
  Tree() { settings.directory = root(); }

  Paths list(const std::string& folder = "") {
    problems.clear();
    return SeedTree(settings).list(folder, problems);
  }
  ReadResult read_seed(const std::string& path) { return SeedTree(settings).read(path); }
  std::string rule_of(const std::string& path) {
    const ReadResult result = read_seed(path);
    return result.state == ReadState::refused ? result.problem.rule : std::string();
  }

  SeedSettings settings;
  std::vector<Problem> problems;
};

BOOST_AUTO_TEST_SUITE(seed_tree)

BOOST_FIXTURE_TEST_CASE(lists_seeds_and_the_taxonomy_in_order, Tree) {
  for (const char* path : {"b.md", "a/z.md", "a.md", "a/b/c.txt", "a-b.html", "a/b.markdown",
                           "_data/topics/t.yaml", "topics.yml", "a/b~/x.md", ".git/x.md", "a/.x.md",
                           "a/x.yaml", "picture.png", "x.md.tmp", "a.b/q.md"}) {
    write(path, "text");
  }
  const Paths expected = {"_data/topics/t.yaml", "a-b.html", "a.b/q.md", "a.md",      "a/b.markdown",
                          "a/b/c.txt",           "a/z.md",   "b.md",     "topics.yml"};
  BOOST_TEST(list() == expected, boost::test_tools::per_element());
  BOOST_TEST(std::is_sorted(expected.begin(), expected.end()));
  BOOST_TEST(list("a") == Paths({"a/b.markdown", "a/b/c.txt", "a/z.md"}), boost::test_tools::per_element());
  BOOST_TEST(list("a/b") == Paths({"a/b/c.txt"}), boost::test_tools::per_element());
  BOOST_TEST(problems.empty());
}

BOOST_FIXTURE_TEST_CASE(lists_nothing_where_no_folder_is, Tree) {
  write("a.md", "text");
  write("x/a.md", "text");
  link("x", "y");
  BOOST_TEST(list("y").empty());
  for (const char* folder : {"gone", "a.md", ".git", "y/x", "..", "x/../x", "/", "x/"}) {
    BOOST_TEST(list(folder).empty(), folder);
    BOOST_TEST(problems.empty(), folder);
  }
}

BOOST_FIXTURE_TEST_CASE(sorts_names_with_bytes_below_the_slash, Tree) {
  for (const char* path : {"a/x.md", "a!/x.md", "a!.md", "a.md", "a0.md", "a\xc3\xa4.md", "a b/x.md"}) {
    write(path, "text");
  }
  const Paths paths = list();
  BOOST_TEST(paths.size() == 7);
  BOOST_TEST(std::is_sorted(paths.begin(), paths.end()));
}

BOOST_FIXTURE_TEST_CASE(says_which_folders_it_leaves_out, Tree) {
  write("x/a.md", "text");
  write("x/y/b.md", "text");
  link("x", "linked");
  link("/etc", "away");
  link("nowhere", "broken");
  settings.max_directory_depth = 1;
  BOOST_TEST(list() == Paths({"x/a.md"}), boost::test_tools::per_element());
  BOOST_REQUIRE(problems.size() == 3);
  BOOST_TEST(problems[0].path == "away");
  BOOST_TEST(problems[0].rule == "linked-folder");
  BOOST_TEST((problems[0].severity == Severity::warning));
  BOOST_TEST(problems[1].path == "linked");
  BOOST_TEST(problems[2].path == "x/y");
  BOOST_TEST(problems[2].rule == "too-deep");
}

BOOST_FIXTURE_TEST_CASE(says_nothing_of_folders_that_are_excluded, Tree) {
  write("x/y/b.md", "text");
  link("x", "linked");
  settings.exclude = {"linked", "x/y"};
  settings.max_directory_depth = 1;
  BOOST_TEST(list().empty());
  BOOST_TEST(problems.empty());
}

BOOST_FIXTURE_TEST_CASE(goes_on_past_a_folder_that_cannot_be_read, Tree) {
  write("closed/a.md", "text");
  write("open/a.md", "text");
  BOOST_REQUIRE(::chmod(at("closed").c_str(), 0) == 0);
  {
    const WithoutPrivilege without;
    BOOST_TEST(list() == Paths({"open/a.md"}), boost::test_tools::per_element());
    BOOST_REQUIRE(problems.size() == 1);
    BOOST_TEST(problems[0].path == "closed");
    BOOST_TEST(problems[0].rule == "unreadable-folder");
    BOOST_TEST((problems[0].severity == Severity::error));
    BOOST_TEST(rule_of("closed/a.md") == "no-permission");
  }
  BOOST_REQUIRE(::chmod(at("closed").c_str(), 0755) == 0);
}

BOOST_FIXTURE_TEST_CASE(tells_what_is_wrong_with_the_root, Tree) {
  write("a.md", "text");
  BOOST_TEST((SeedTree(settings).state() == RootState::readable));
  BOOST_REQUIRE(::chmod(root().c_str(), 0) == 0);
  {
    const WithoutPrivilege without;
    BOOST_TEST((SeedTree(settings).state() == RootState::unreadable));
    BOOST_TEST(list().empty());
  }
  BOOST_REQUIRE(::chmod(root().c_str(), 0755) == 0);
  settings.directory = at("a.md");
  BOOST_TEST((SeedTree(settings).state() == RootState::not_a_directory));
  settings.directory = at("gone");
  BOOST_TEST((SeedTree(settings).state() == RootState::missing));
  BOOST_TEST(list().empty());
  BOOST_TEST((read_seed("a.md").state == ReadState::absent));
}

BOOST_FIXTURE_TEST_CASE(follows_a_link_at_the_root, Tree) {
  write("real/a.md", "text");
  link("real", "root");
  settings.directory = at("root");
  BOOST_TEST(list() == Paths({"a.md"}), boost::test_tools::per_element());
  BOOST_TEST(read_seed("a.md").text == "text");
}

BOOST_FIXTURE_TEST_CASE(reads_files_of_any_size_up_to_the_limit, Tree) {
  for (const std::size_t size : {0U, 1U, 4095U, 4096U, 4097U, 100'000U, 1'048'576U}) {
    const std::string text(size, 'x');
    write("a.md", text);
    const ReadResult result = read_seed("a.md");
    BOOST_TEST((result.state == ReadState::read), size);
    BOOST_TEST((result.text == text), size);
  }
  write("a.md", std::string(1'048'577, 'x'));
  BOOST_TEST(rule_of("a.md") == "too-large");
  BOOST_TEST(read_seed("a.md").text.empty());
}

BOOST_FIXTURE_TEST_CASE(reads_a_sparse_giant_not_at_all, Tree) {
  write("a.md", "");
  std::filesystem::resize_file(at("a.md"), std::uintmax_t{1} << 40);
  BOOST_TEST(rule_of("a.md") == "too-large");
}

BOOST_FIXTURE_TEST_CASE(follows_links_to_files_inside_the_root_only, Tree) {
  write("root/a.md", "inside");
  write("root/x/b.md", "below");
  write("outside.md", "outside");
  settings.directory = at("root");
  link("a.md", "root/good.md");
  link("../a.md", "root/x/good.md");
  link("../outside.md", "root/out.md");
  link("/etc/passwd", "root/passwd.md");
  link("/dev/zero", "root/zero.md");
  link("/proc/self/root/etc/passwd", "root/magic.md");
  link("loop.md", "root/loop.md");
  link("nowhere.md", "root/dangling.md");
  link("x", "root/folder.md");
  link("x", "root/linked");
  BOOST_TEST(read_seed("good.md").text == "inside");
  BOOST_TEST(read_seed("x/good.md").text == "inside");
  for (const char* path : {"out.md", "passwd.md", "zero.md", "magic.md", "../outside.md", "/etc/passwd"}) {
    BOOST_TEST(rule_of(path) == "link-outside", path);
  }
  BOOST_TEST(rule_of("loop.md") == "link-loop");
  BOOST_TEST(rule_of("folder.md") == "not-a-file");
  BOOST_TEST((read_seed("dangling.md").state == ReadState::absent));
  // list() does not go there either: the two must not tell different stories.
  BOOST_TEST((read_seed("linked/b.md").state == ReadState::absent));
}

BOOST_FIXTURE_TEST_CASE(refuses_what_is_no_regular_file_without_blocking, Tree) {
  BOOST_REQUIRE(::mkfifo(at("fifo.md").c_str(), 0600) == 0);
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = at("socket.md");
  BOOST_REQUIRE(name.size() < sizeof(address.sun_path));
  name.copy(address.sun_path, name.size());
  BOOST_REQUIRE(::bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  for (const char* path : {"fifo.md", "socket.md"}) {
    BOOST_TEST(rule_of(path) == "not-a-file", path);
    BOOST_TEST(read_seed(path).problem.path == path);
  }
  // Listed, so that the reader gets to say what is wrong with them.
  BOOST_TEST(list() == Paths({"fifo.md", "socket.md"}), boost::test_tools::per_element());
  ::close(server);
}

BOOST_FIXTURE_TEST_CASE(takes_a_folder_with_the_name_of_a_seed_for_a_folder, Tree) {
  write("a.md/b.md", "text");
  BOOST_TEST(list() == Paths({"a.md/b.md"}), boost::test_tools::per_element());
  BOOST_TEST((read_seed("a.md").state == ReadState::absent));
  BOOST_TEST((read_seed("gone.md").state == ReadState::absent));
  BOOST_TEST((read_seed("a.md/b.md/c.md").state == ReadState::absent));
}

BOOST_FIXTURE_TEST_CASE(says_of_a_folder_alone_what_it_says_of_it_among_others, Tree) {
  settings.max_directory_depth = 1;
  make_folder("a/deep/deeper");
  link("a", "link");
  link("a", ".hidden");
  link("nowhere", "dangling");
  const auto rules = [this](const std::string& folder) {
    std::vector<Problem> found;
    BOOST_TEST(SeedTree(settings).list(folder, found).empty());
    std::string text;
    for (const Problem& problem : found) text += problem.path + " " + problem.rule + "\n";
    return text;
  };
  BOOST_TEST(rules("") == "a/deep too-deep\nlink linked-folder\n");
  BOOST_TEST(rules("link") == "link linked-folder\n");
  BOOST_TEST(rules("a/deep") == "a/deep too-deep\n");
  for (const char* folder : {"a/deep/deeper", ".hidden", "dangling", "none", "link/deep", "a/none"}) {
    BOOST_TEST(rules(folder) == "", folder);
  }
}

BOOST_FIXTURE_TEST_CASE(takes_a_working_directory_that_was_removed_for_missing, Tree) {
  make_folder("here");
  const Descriptor before(::open(".", O_PATH | O_DIRECTORY | O_CLOEXEC));
  BOOST_REQUIRE(::chdir(at("here").c_str()) == 0);
  settings.directory = ".";
  BOOST_TEST((SeedTree(settings).state() == RootState::readable));
  remove("here");
  BOOST_TEST((SeedTree(settings).state() == RootState::missing));
  BOOST_TEST((SeedTree(settings).read("a.md").state == ReadState::absent));
  BOOST_REQUIRE(::fchdir(before.get()) == 0);
}

BOOST_FIXTURE_TEST_CASE(stays_with_the_root_it_opened, Tree) {
  write("one/a.md", "one");
  write("two/a.md", "two");
  settings.directory = at("one");
  const SeedTree opened(settings);
  rename("one", "three");
  rename("two", "one");
  BOOST_TEST(opened.read("a.md").text == "one");
  BOOST_TEST(read_seed("a.md").text == "two");
}

BOOST_FIXTURE_TEST_CASE(takes_a_file_that_changed_after_the_last_word_of_it_for_changing, Tree) {
  write("a.md", "old");
  // Until whatever has been written so far is stamped earlier.
  const FileTime now = std::chrono::system_clock::now();
  FileTime known = now;
  while (known <= now) known = read_file_clock();
  const SeedTree tree(settings, known);
  BOOST_TEST(tree.read("a.md").text == "old");
  write("a.md", "half");
  BOOST_TEST((tree.read("a.md").state == ReadState::changing));
  BOOST_TEST(tree.read("a.md", LateChange::put_up_with).text == "half");
  // What the writer says of the time of its writing does not count.
  while (read_file_clock() < known + longest_file_tick) {
  }
  write("a.md", "later");
  BOOST_TEST((tree.read("a.md", LateChange::put_off_beyond_tick).state == ReadState::changing));
  const timespec past[2] = {};
  BOOST_REQUIRE(::utimensat(AT_FDCWD, at("a.md").c_str(), past, 0) == 0);
  BOOST_TEST((tree.read("a.md").state == ReadState::changing));
}

BOOST_FIXTURE_TEST_CASE(reads_a_file_that_was_written_and_renamed_in_the_tick_of_the_last_word, Tree) {
  const FileTime known = read_file_clock();
  write("a.tmp", "new");
  rename("a.tmp", "a.md");
  // Only a machine that stood still in between may find another.
  if (std::chrono::system_clock::now() < known + longest_file_tick) {
    const SeedTree tree(settings, known);
    BOOST_TEST((tree.read("a.md").state == ReadState::changing));
    BOOST_TEST(tree.read("a.md", LateChange::put_off_beyond_tick).text == "new");
  }
}

BOOST_FIXTURE_TEST_CASE(reads_a_whole_file_that_was_renamed_in_the_tick_of_the_last_word, Tree) {
  write("a.tmp", "new");
  const FileTime now = std::chrono::system_clock::now();
  FileTime known = now;
  while (known <= now) known = read_file_clock();
  rename("a.tmp", "a.md");
  // Only a machine that stood still in between may find another.
  if (std::chrono::system_clock::now() < known + longest_file_tick) {
    BOOST_TEST(SeedTree(settings, known).read("a.md").text == "new");
  }
}

// A writer that changes the size and the bytes all the time: what is read must be one whole state.
BOOST_FIXTURE_TEST_CASE(never_returns_a_mixture_of_sizes, Tree) {
  write("a.md", "");
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    const int file = ::open(at("a.md").c_str(), O_WRONLY | O_CLOEXEC);
    const std::string chunk(1000, 'x');
    for (std::size_t i = 0; !stop; ++i) {
      if (::write(file, chunk.data(), chunk.size()) < 0) break;
      if (i % 50 == 49 && (::ftruncate(file, 0) != 0 || ::lseek(file, 0, SEEK_SET) != 0)) break;
    }
    ::close(file);
  });
  const SeedTree tree(settings);
  for (int i = 0; i < 2000; ++i) {
    const ReadResult result = tree.read("a.md");
    BOOST_TEST_REQUIRE((result.state == ReadState::read || result.state == ReadState::changing));
    if (result.state == ReadState::read) {
      // A hole would show as NUL: bytes that were counted but not read.
      BOOST_TEST_REQUIRE((result.text == std::string(result.text.size(), 'x')));
    } else {
      BOOST_TEST_REQUIRE(result.text.empty());
    }
  }
  stop = true;
  writer.join();
  BOOST_TEST((tree.read("a.md").state == ReadState::read));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
