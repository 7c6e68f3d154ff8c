// SPDX-License-Identifier: MIT
#include "daemon/content/open_beneath.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <string>

#include "tests/watch/temporary_tree.hpp"

namespace feed_exporter {
namespace {

struct Case {
  const char* path;
  Links links;
  /// 0: it opens.
  int error;
};

constexpr Case cases[] = {
    {"a.md", Links::none, 0},
    {"a.md", Links::inside, 0},
    {"", Links::none, 0},
    {"x", Links::none, 0},
    {"x/y/b.md", Links::none, 0},
    {"x/./y/../y/b.md", Links::inside, 0},
    {"x/..", Links::inside, 0},
    {"gone.md", Links::none, ENOENT},
    {"gone/a.md", Links::none, ENOENT},
    {"a.md/b.md", Links::none, ENOTDIR},
    {"..", Links::inside, EXDEV},
    {"../outside.md", Links::inside, EXDEV},
    {"x/../../outside.md", Links::inside, EXDEV},
    {"/etc/passwd", Links::inside, EXDEV},
    {"to-file", Links::inside, 0},
    {"to-file", Links::none, ELOOP},
    {"x/up", Links::inside, 0},
    {"x/up", Links::none, ELOOP},
    {"to-folder/y/b.md", Links::inside, 0},
    {"to-folder/y/b.md", Links::none, ELOOP},
    {"chain", Links::inside, 0},
    {"nowhere", Links::inside, ENOENT},
    {"loop", Links::inside, ELOOP},
    {"absolute", Links::inside, EXDEV},
    {"climbing", Links::inside, EXDEV},
    {"climbing-in-between", Links::inside, EXDEV},
    {"socket-like-fifo", Links::none, 0},
};

void make_tree(const TemporaryTree& tree) {
  tree.write("outside.md", "outside");
  tree.write("root/a.md", "a");
  tree.write("root/x/y/b.md", "b");
  tree.link("a.md", "root/to-file");
  tree.link("../a.md", "root/x/up");
  tree.link("x", "root/to-folder");
  tree.link("to-folder/../to-file", "root/chain");
  tree.link("gone.md", "root/nowhere");
  tree.link("loop", "root/loop");
  tree.link(tree.at("root/a.md"), "root/absolute");
  tree.link("../outside.md", "root/climbing");
  tree.link("x/../../root/a.md", "root/climbing-in-between");
  BOOST_REQUIRE(::mkfifo(tree.at("root/socket-like-fifo").c_str(), 0600) == 0);
}

using Open = Descriptor (*)(int, const std::string&, int, Links);

void check(Open open, const char* name) {
  TemporaryTree tree;
  make_tree(tree);
  const Descriptor root(::open(tree.at("root").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (const Case& c : cases) {
    errno = 0;
    const Descriptor file = open(root.get(), c.path, O_RDONLY, c.links);
    const int error = file ? 0 : errno;
    BOOST_TEST(error == c.error, name << " " << c.path << ": " << error << " for " << c.error);
    if (file) BOOST_TEST((::fcntl(file.get(), F_GETFD) & FD_CLOEXEC) != 0);
  }
}

BOOST_AUTO_TEST_SUITE(open_beneath_a_folder)

BOOST_AUTO_TEST_CASE(never_leaves_it) {
  check(open_beneath, "by the kernel");
}

BOOST_AUTO_TEST_CASE(never_leaves_it_without_openat2_either) {
  check(open_beneath_by_parts, "by parts");
}

BOOST_AUTO_TEST_CASE(opens_a_folder_as_a_place) {
  TemporaryTree tree;
  tree.write("x/a.md", "a");
  const Descriptor root(::open(tree.root().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (const Open open : {&open_beneath, &open_beneath_by_parts}) {
    BOOST_TEST(static_cast<bool>(open(root.get(), "x", O_PATH | O_DIRECTORY, Links::none)));
    BOOST_TEST(!open(root.get(), "x/a.md", O_PATH | O_DIRECTORY, Links::none));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
