// SPDX-License-Identifier: MIT
#include "daemon/catalog/feed_list.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>

#include "tests/catalog/articles.hpp"

namespace feed_exporter {
namespace {

std::vector<Slot> newest(const FeedList& list, std::size_t window) {
  const auto slots = list.slots().last(std::min(window, list.slots().size()));
  return {slots.begin(), slots.end()};
}

BOOST_AUTO_TEST_SUITE(feed_list)

BOOST_AUTO_TEST_CASE(stays_sorted_and_says_exactly_whether_the_window_differs) {
  std::mt19937 random(1);
  ArticleStore store;
  std::vector<Slot> outside;
  for (int i = 0; i < 60; ++i) {
    // Few dates, so that ids decide often; every third has a twin that sorts like it.
    const Article article = make_article(std::to_string(i / 3) + ".md", i / 6);
    outside.push_back(store.add(PackedArticle(article, {}, store.pool())));
  }
  FeedList list;
  std::vector<Slot> inside;
  for (int round = 0; round < 3000; ++round) {
    const std::size_t window = random() % 6;
    std::vector<Slot> removed;
    std::vector<Slot> added;
    std::shuffle(inside.begin(), inside.end(), random);
    std::shuffle(outside.begin(), outside.end(), random);
    const bool single = random() % 2 == 0;
    const std::size_t leaving = std::min(inside.size(), random() % (single ? 2 : 9));
    const std::size_t entering = std::min(outside.size(), random() % (single ? 2 : 9));
    removed.assign(inside.end() - static_cast<std::ptrdiff_t>(leaving), inside.end());
    added.assign(outside.end() - static_cast<std::ptrdiff_t>(entering), outside.end());
    inside.resize(inside.size() - leaving);
    outside.resize(outside.size() - entering);
    // Two that sort alike are never in one list.
    std::erase_if(added, [&](Slot slot) {
      const auto alike = [&](Slot other) {
        return slot != other && !store.older(slot, other) && !store.older(other, slot);
      };
      const bool clash =
          std::any_of(inside.begin(), inside.end(), alike) ||
          std::any_of(added.begin(), added.end(), [&](Slot other) { return other < slot && alike(other); });
      if (clash) outside.push_back(slot);
      return clash;
    });
    inside.insert(inside.end(), added.begin(), added.end());
    outside.insert(outside.end(), removed.begin(), removed.end());

    const auto before = newest(list, window);
    const bool reached = list.apply(store, removed, added, window);
    BOOST_TEST(reached == (before != newest(list, window)));

    auto expected = inside;
    std::sort(expected.begin(), expected.end(), [&](Slot a, Slot b) { return store.older(a, b); });
    BOOST_TEST(std::vector(list.slots().begin(), list.slots().end()) == expected);
    const auto rendered = newest(list, window);
    for (const Slot slot : inside) {
      const bool is_rendered = std::find(rendered.begin(), rendered.end(), slot) != rendered.end();
      BOOST_TEST(list.in_window(store, slot, window) == is_rendered);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
