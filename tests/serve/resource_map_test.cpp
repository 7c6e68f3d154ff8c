// SPDX-License-Identifier: MIT
#include "daemon/serve/resource_map.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <memory>
#include <random>
#include <string>

namespace feed_exporter {
namespace {

using Model = std::map<std::string, std::shared_ptr<const Resource>>;

/// That both hold the same paths and the very same resources.
void check_equal(const ResourceMap& map, const Model& model) {
  BOOST_TEST(map.size() == model.size());
  Model walked(map.begin(), map.end());
  BOOST_TEST((walked == model));
  for (const auto& [path, resource] : model) {
    const auto* found = map.get(path);
    BOOST_REQUIRE(found != nullptr);
    BOOST_TEST(found->get() == resource.get());
    BOOST_TEST(map.find(path)->first == path);
  }
}

BOOST_AUTO_TEST_SUITE(resource_map)

BOOST_AUTO_TEST_CASE(an_empty_map_holds_nothing) {
  const ResourceMap map;
  BOOST_TEST(map.size() == 0U);
  BOOST_TEST((map.begin() == map.end()));
  BOOST_TEST((map.find("/") == map.end()));
  BOOST_TEST(!map.contains("/"));
}

BOOST_AUTO_TEST_CASE(does_what_a_map_does_and_leaves_its_copies_alone) {
  std::mt19937 random(1);
  ResourceMap map;
  Model model;
  for (int round = 0; round < 20; ++round) {
    const ResourceMap copy = map;
    const Model copy_model = model;
    for (int step = 0; step < 300; ++step) {
      const std::string path = "/feeds/" + std::to_string(random() % 2'000);
      if (random() % 3 == 0) {
        BOOST_TEST(map.erase(path) == (model.erase(path) == 1));
      } else {
        const auto resource = std::make_shared<const Resource>();
        map.insert_or_assign(path, resource);
        model[path] = resource;
      }
    }
    check_equal(map, model);
    check_equal(copy, copy_model);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
