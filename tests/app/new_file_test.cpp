// SPDX-License-Identifier: MIT
#include "daemon/app/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "feed-exporter-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
    descriptor = Descriptor(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  }
  ~Folder() { fs::remove_all(path); }

  std::string read(const std::string& name) const {
    std::ifstream stream(path / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }
  std::ptrdiff_t count() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator());
  }

  fs::path path;
  Descriptor descriptor;
};

constexpr Staging both[] = {Staging::unnamed_if_possible, Staging::named};

BOOST_FIXTURE_TEST_SUITE(app_new_file, Folder)

BOOST_AUTO_TEST_CASE(takes_its_place_whole) {
  const std::string large(3'000'000, 'x');
  for (const Staging staging : both) {
    for (const std::string& bytes : {std::string("first"), large, std::string()}) {
      NewFile file(descriptor.get(), path / "a", staging);
      file.write(bytes);
      file.commit();
      BOOST_TEST((read("a") == bytes));
      BOOST_TEST(count() == 1);
    }
    fs::remove(path / "a");
  }
}

BOOST_AUTO_TEST_CASE(has_the_mode_that_the_umask_leaves) {
  for (const mode_t mask : {0022U, 0077U}) {
    for (const Staging staging : both) {
      const mode_t before = ::umask(mask);
      NewFile file(descriptor.get(), path / "a", staging);
      file.commit();
      ::umask(before);
      struct stat status {};
      BOOST_TEST(::stat((path / "a").c_str(), &status) == 0);
      BOOST_TEST((status.st_mode & 0777U) == (0666U & ~mask));
    }
  }
}

BOOST_AUTO_TEST_CASE(leaves_nothing_if_it_is_not_committed_or_cannot_be) {
  fs::create_directories(path / "folder/x");
  for (const Staging staging : both) {
    {
      NewFile file(descriptor.get(), path / "a", staging);
      file.write("half");
    }
    {
      NewFile file(descriptor.get(), path / "folder", staging);
      file.write("half");
      BOOST_CHECK_EXCEPTION(file.commit(), std::runtime_error, [&](const std::runtime_error& error) {
        return std::string(error.what()).find((path / "folder").string() + ": cannot be written: ") == 0;
      });
    }
    BOOST_TEST(count() == 1);
  }
}

BOOST_AUTO_TEST_CASE(what_a_killed_run_left_is_in_nobodys_way) {
  for (const Staging staging : both) {
    std::ofstream(path / new_file_name) << "half";
    std::ofstream(path / "a") << "old";
    NewFile file(descriptor.get(), path / "a", staging);
    file.write("new");
    file.commit();
    BOOST_TEST(read("a") == "new");
    BOOST_TEST(count() == 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
