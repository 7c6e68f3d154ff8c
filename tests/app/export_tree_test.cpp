// SPDX-License-Identifier: MIT
#include "daemon/app/export_tree.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "daemon/app/output_directory.hpp"

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
  /// Of all that is there, sorted.
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      names.push_back(fs::relative(entry.path(), path).string());
    }
    std::ranges::sort(names);
    return names;
  }
  std::string error_of(const std::map<std::string, std::string>& files) const {
    try {
      export_tree(path, files);
      return "";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }

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
  export_tree(path, {{"a.txt", "old"}});
  fs::remove(path / "a.txt");
  fs::create_symlink(path / "precious.txt", path / "a.txt");
  export_tree(path, {{"a.txt", "new"}});
  BOOST_TEST(read("precious.txt") == "precious");
  BOOST_TEST(read("a.txt") == "new");
}

BOOST_AUTO_TEST_CASE(a_file_that_no_export_wrote_is_an_error_before_anything_is_written) {
  write("b.html", "theirs");
  BOOST_TEST(error_of({{"a.html", "1"}, {"b.html", "2"}}).find((path / "b.html").string() + ": ") == 0U);
  BOOST_TEST(names() == std::vector<std::string>{"b.html"}, boost::test_tools::per_element());
  BOOST_TEST(read("b.html") == "theirs");
  // What it would have written anyway, it takes for its own.
  BOOST_TEST(error_of({{"a.html", "1"}, {"b.html", "theirs"}}) == "");
  BOOST_TEST(error_of({{"a.html", "1"}, {"b.html", "2"}}) == "");
  BOOST_TEST(read("b.html") == "2");
}

BOOST_AUTO_TEST_CASE(a_link_and_a_folder_in_the_way_are_errors_as_well) {
  write("precious.txt", "precious");
  fs::create_symlink(path / "precious.txt", path / "b.html");
  fs::create_symlink(path / "nowhere", path / "c.html");
  fs::create_directories(path / "d.html/x");
  for (const char* name : {"b.html", "c.html", "d.html"}) {
    BOOST_TEST(error_of({{"a.html", "1"}, {name, "2"}}).find((path / name).string() + ": ") == 0U);
    BOOST_TEST(!fs::exists(path / "a.html"));
  }
  BOOST_TEST(read("precious.txt") == "precious");
}

BOOST_AUTO_TEST_CASE(a_file_that_somebody_replaced_is_not_removed) {
  export_tree(path, {{"a.txt", "1"}, {"b.txt", "2"}, {"c.txt", "3"}, {"d.txt", "4"}});
  write("a.txt", "theirs");
  fs::remove(path / "b.txt");
  fs::create_directory(path / "b.txt");
  fs::remove(path / "c.txt");
  fs::create_symlink("d.txt", path / "c.txt");
  const ExportResult result = export_tree(path, {});
  BOOST_TEST(result.removed == 1U);
  BOOST_TEST(result.left == (std::vector<fs::path>{path / "a.txt", path / "b.txt", path / "c.txt"}),
             boost::test_tools::per_element());
  BOOST_TEST(read("a.txt") == "theirs");
  BOOST_TEST(!fs::exists(path / "d.txt"));
  // It has been told, and is theirs from now on.
  BOOST_TEST(export_tree(path, {}).left.empty());
  BOOST_TEST(error_of({{"a.txt", "1"}}) != "");
}

BOOST_AUTO_TEST_CASE(no_folder_that_is_a_link_is_followed_but_the_root_may_be_one) {
  const Directory elsewhere;
  fs::create_symlink(elsewhere.path, path / "feeds");
  BOOST_TEST(error_of({{"a.html", "1"}, {"feeds/x/b.atom", "2"}}).find((path / "feeds").string() + ": ") ==
             0U);
  BOOST_TEST(elsewhere.names().empty());
  BOOST_TEST(!fs::exists(path / "a.html"));

  fs::remove(path / "feeds");
  BOOST_TEST(error_of({{"feeds/b.atom", "2"}}) == "");
  fs::rename(path / "feeds", elsewhere.path / "feeds");
  fs::create_symlink(elsewhere.path / "feeds", path / "feeds");
  BOOST_TEST(error_of({}).find((path / "feeds").string() + ": ") == 0U);
  BOOST_TEST(elsewhere.read("feeds/b.atom") == "2");

  fs::create_symlink(elsewhere.path, path / "root");
  BOOST_TEST(export_tree(path / "root", {{"feeds/b.atom", "2"}, {"c.html", "3"}}).written == 1U);
  BOOST_TEST(elsewhere.read("c.html") == "3");
}

BOOST_AUTO_TEST_CASE(a_file_in_place_of_a_folder_is_named) {
  write("feeds", "theirs");
  BOOST_TEST(error_of({{"feeds/x/b.atom", "2"}}).find((path / "feeds").string() + ": ") == 0U);
}

BOOST_AUTO_TEST_CASE(a_manifest_without_hashes_is_understood) {
  write("a.txt", "1");
  write("b.txt", "2");
  write(".feed-exporter-files", "a.txt\nb.txt\n../outside\n/etc/passwd\n");
  const ExportResult result = export_tree(path, {{"a.txt", "new"}});
  BOOST_TEST(result.written == 1U);
  BOOST_TEST(result.removed == 1U);
  BOOST_TEST(names() == (std::vector<std::string>{".feed-exporter-files", "a.txt"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_killed_run_left_is_swept_away) {
  export_tree(path, {{"old/a.txt", "1"}});
  write("old/.feed-exporter-new", "half");
  write(".feed-exporter-new", "half");
  fs::create_directory(path / "new");
  write("new/.feed-exporter-new", "half");
  export_tree(path, {{"new/a.txt", "1"}});
  BOOST_TEST(names() == (std::vector<std::string>{".feed-exporter-files", "new", "new/a.txt"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_run_that_stops_half_way_is_taken_up_by_the_next) {
  export_tree(path, {{"a.txt", "1"}, {"b/x.txt", "1"}, {"c.txt", "1"}});
  fs::remove(path / "b/x.txt");
  fs::create_directories(path / "b/x.txt/obstacle");
  BOOST_TEST(error_of({{"a.txt", "2"}, {"b/x.txt", "2"}}) != "");
  BOOST_TEST(read("a.txt") == "2");
  fs::remove_all(path / "b/x.txt");
  // Both the new file and the one that was not yet removed are known.
  const ExportResult result = export_tree(path, {});
  BOOST_TEST(result.removed == 2U);
  BOOST_TEST(result.left.empty());
}

BOOST_AUTO_TEST_CASE(two_exports_do_not_meet) {
  const OutputDirectory other(path);
  BOOST_TEST(error_of({{"a.txt", "1"}}) == path.string() + ": another export is writing to it");
}

BOOST_AUTO_TEST_CASE(tells_how_far_it_has_come) {
  const std::map<std::string, std::string> files = {{"a.txt", "1"}, {"b.txt", "2"}, {"c.txt", "3"}};
  export_tree(path, {{"a.txt", "1"}});
  std::vector<std::pair<std::size_t, std::size_t>> told;
  export_tree(path, files, [&](std::size_t done, std::size_t total) { told.emplace_back(done, total); });
  BOOST_TEST((told == std::vector<std::pair<std::size_t, std::size_t>>{{1, 2}, {2, 2}}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
