// SPDX-License-Identifier: MIT
// Media RSS, which is the same in RSS and Atom.
#include "exporters/media_rss.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/exporters/rendered.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;
using testing::find_all;
using testing::make_plain_entry;
using testing::make_sample_feed;
using testing::rendered_xml;

using Strings = std::vector<std::string>;

struct Expectation {
  std::string path;
  Strings found;
};

void check(void (*change)(Entry&), const std::vector<Expectation>& expectations) {
  Entry entry = make_plain_entry("x");
  change(entry);
  const Feed feed = make_sample_feed("ai", "AI", {entry});
  for (const auto& [suffix, parent] :
       {std::pair{"rss", "/rss/channel/item"}, std::pair{"atom", "/feed/entry"}}) {
    const auto document = rendered_xml(feed, suffix);
    const pugi::xml_node node = document->select_node(parent).node();
    for (const Expectation& expected : expectations) {
      BOOST_TEST_CONTEXT(suffix << ' ' << expected.path) {
        BOOST_TEST(find_all(node, expected.path) == expected.found, boost::test_tools::per_element());
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE(media_rss)

BOOST_AUTO_TEST_CASE(shows_every_image_and_the_first_as_thumbnail) {
  check(
      [](Entry& entry) {
        entry.images = {{.url = "https://i.example/1.jpg", .width = 12, .height = 8},
                        {.url = "https://i.example/2.jpg", .height = 9, .title = "<T>", .attribution = "A"}};
      },
      {{"media:group", {}},
       {"media:content/@url", {"https://i.example/1.jpg", "https://i.example/2.jpg"}},
       {"media:content/@medium", {"image", "image"}},
       {"media:content/@width", {"12"}},
       {"media:content/@height", {"8", "9"}},
       {"media:content/media:title", {"<T>"}},
       {"media:content/media:title/@type", {"plain"}},
       {"media:content/media:credit", {"A"}},
       {"media:thumbnail/@url", {"https://i.example/1.jpg"}},
       {"media:thumbnail/@width", {"12"}}});
}

BOOST_AUTO_TEST_CASE(says_nothing_of_an_entry_without_media) {
  check([](Entry&) {}, {{"*[starts-with(name(), 'media:')]", {}}});
}

BOOST_AUTO_TEST_CASE(gives_the_duration_to_what_plays) {
  check(
      [](Entry& entry) {
        entry.player = "https://www.youtube.com/embed/1";
        entry.duration = 90s;
      },
      {{"media:content/@medium", {"video"}},
       {"media:content/@duration", {"90"}},
       {"media:content/@url", {}},
       {"media:content/media:player/@url", {"https://www.youtube.com/embed/1"}}});
  check(
      [](Entry& entry) {
        entry.enclosures = {{.url = "https://f.example/notes.pdf", .media_type = "application/pdf"},
                            {.url = "https://f.example/1.mp3", .media_type = "audio/mpeg"}};
        entry.duration = 90s;
      },
      {{"media:content/@url", {"https://f.example/1.mp3"}},
       {"media:content/@type", {"audio/mpeg"}},
       {"media:content/@medium", {"audio"}},
       {"media:content/@duration", {"90"}}});
  check(
      [](Entry& entry) {
        entry.type = "video";
        entry.duration = 1h;
      },
      {{"media:content/@medium", {"video"}},
       {"media:content/@duration", {"3600"}},
       {"media:content/media:player/@url", {"https://www.example.org/articles/x"}}});
  check(
      [](Entry& entry) {
        entry.type = "course";
        entry.duration = 1h;
      },
      {{"media:content/@medium", {}}, {"media:content/@duration", {"3600"}}});
}

BOOST_AUTO_TEST_CASE(needs_no_duration_for_a_player) {
  check([](Entry& entry) { entry.player = "https://player.vimeo.com/video/1"; },
        {{"media:content/@duration", {}},
         {"media:content/media:player/@url", {"https://player.vimeo.com/video/1"}}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
