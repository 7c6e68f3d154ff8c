// SPDX-License-Identifier: MIT
#include "daemon/rebuild/seed_reader.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

struct Reader {
  Reader() : settings(settings_for(directory)) {}
  Reading read(const std::string& path, const ContentHash& known = {}) const {
    const SeedTree tree(settings.seeds);
    return read_seed_file(tree, path, {known}, settings);
  }
  SeedDirectory directory;
  Settings settings;
};

BOOST_AUTO_TEST_SUITE(seed_reader)

BOOST_FIXTURE_TEST_CASE(parses_only_bytes_that_are_not_known, Reader) {
  directory.write("a.md", seed_named("apples"));
  const Reading first = read("a.md");
  BOOST_TEST((first.state == Reading::State::seed));
  BOOST_TEST((first.seed.kind == SeedKind::article));
  BOOST_TEST((first.hash == hash_content(seed_named("apples"))));
  BOOST_TEST((read("a.md", first.hash).state == Reading::State::unchanged));
  directory.write("a.md", seed_named("pears"));
  BOOST_TEST((read("a.md", first.hash).state == Reading::State::seed));
}

BOOST_FIXTURE_TEST_CASE(tells_absent_refused_and_taxonomy_files, Reader) {
  BOOST_TEST((read("none.md").state == Reading::State::absent));
  directory.write("x.md/inside.md", "");
  directory.write("picture.png", "");
  BOOST_TEST((read("picture.png").state == Reading::State::absent));
  directory.write("topics.yaml", "- name: AI\n");
  const Reading taxonomy = read("topics.yaml");
  BOOST_TEST((taxonomy.state == Reading::State::taxonomy));
  BOOST_TEST(taxonomy.text == "- name: AI\n");
  directory.write("large.md", std::string(settings.seeds.max_file_bytes + 1, 'x'));
  const Reading refused = read("large.md");
  BOOST_TEST((refused.state == Reading::State::refused));
  BOOST_TEST(refused.problem.path == "large.md");
  BOOST_TEST((read("large.md", refused.hash).state == Reading::State::unchanged));
}

BOOST_FIXTURE_TEST_CASE(reads_many_files_in_order_and_each_once, Reader) {
  std::vector<std::string> paths;
  for (int i = 0; i < 2500; ++i) {
    paths.push_back("folder/" + std::to_string(10000 + i) + ".md");
    if (i % 7 != 0) directory.write(paths.back(), "number " + std::to_string(i));
  }
  const SeedTree tree(settings.seeds);
  for (const std::size_t threads : {1U, 2U}) {
    WorkerPool workers(threads);
    std::vector<std::string> seen;
    std::size_t absent = 0;
    std::size_t chunks = 0;
    read_seed_files(
        tree, paths, settings, workers, [](const std::string&) { return KnownFile{}; },
        [&](std::span<const std::string> chunk, std::span<Reading> readings) {
          ++chunks;
          BOOST_REQUIRE(chunk.size() == readings.size());
          for (std::size_t i = 0; i < chunk.size(); ++i) {
            const bool there = readings[i].state == Reading::State::seed;
            if (there) BOOST_REQUIRE((readings[i].seed.kind == SeedKind::not_a_seed));
            if (!there) ++absent;
            seen.push_back(chunk[i]);
          }
        });
    BOOST_TEST(chunks > 1U);
    BOOST_TEST((seen == paths));
    BOOST_TEST(absent == 358U);
  }
}

BOOST_FIXTURE_TEST_CASE(hands_on_what_the_consumer_throws, Reader) {
  std::vector<std::string> paths;
  for (int i = 0; i < 3000; ++i) paths.push_back(std::to_string(i) + ".md");
  const SeedTree tree(settings.seeds);
  WorkerPool workers(2);
  BOOST_CHECK_THROW(
      read_seed_files(
          tree, paths, settings, workers, [](const std::string&) { return KnownFile{}; },
          [](std::span<const std::string>, std::span<Reading>) { throw std::runtime_error("consumer"); }),
      std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
