// SPDX-License-Identifier: MIT
#include "daemon/app/export_tree.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

struct Directory {
  Directory() {
    std::string name = (fs::temp_directory_path() / "feed-exporter-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Directory() { fs::remove_all(path); }

  std::string read(const std::string& name) const {
    std::ifstream stream(path / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }

  fs::path path;
};

BOOST_FIXTURE_TEST_SUITE(app_export_tree, Directory)

BOOST_AUTO_TEST_CASE(writes_what_differs_and_nothing_else) {
  const ExportResult first = export_tree(path, {{"a.txt", "1"}, {"b/c.txt", "2"}});
  BOOST_TEST(first.written == 2U);
  BOOST_TEST(read("b/c.txt") == "2");
  const ExportResult second = export_tree(path, {{"a.txt", "1"}, {"b/c.txt", "3"}});
  BOOST_TEST(second.written == 1U);
  BOOST_TEST(second.unchanged == 1U);
  BOOST_TEST(read("b/c.txt") == "3");
}

BOOST_AUTO_TEST_CASE(removes_only_its_own_files_and_folders_left_empty) {
  export_tree(path, {{"a/b/ours.txt", "1"}, {"c/ours.txt", "2"}});
  write("c/theirs.txt", "3");
  const ExportResult result = export_tree(path, {});
  BOOST_TEST(result.removed == 2U);
  BOOST_TEST(!fs::exists(path / "a"));
  BOOST_TEST(read("c/theirs.txt") == "3");
  BOOST_TEST(!fs::exists(path / "c/ours.txt"));
}

BOOST_AUTO_TEST_CASE(replaces_a_link_instead_of_writing_through_it) {
  write("precious.txt", "precious");
  fs::create_symlink(path / "precious.txt", path / "a.txt");
  export_tree(path, {{"a.txt", "new"}});
  BOOST_TEST(read("precious.txt") == "precious");
  BOOST_TEST(read("a.txt") == "new");
}

BOOST_AUTO_TEST_CASE(an_obstacle_is_an_error_that_names_the_file_and_leaves_no_temporary) {
  fs::create_directories(path / "a.txt/x");
  try {
    export_tree(path, {{"a.txt", "1"}});
    BOOST_ERROR("it should have failed");
  } catch (const std::runtime_error& error) {
    BOOST_TEST(std::string(error.what()).find((path / "a.txt").string()) == 0U);
  }
  int entries = 0;
  for (const auto& entry : fs::directory_iterator(path)) {
    BOOST_TEST((entry.path().filename() == "a.txt" || entry.path().filename() == ".feed-exporter-files"));
    ++entries;
  }
  BOOST_TEST(entries == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
