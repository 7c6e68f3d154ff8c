// SPDX-License-Identifier: MIT
// The proof that the quick look at an iframe never disagrees with the HTML parser.
#include "daemon/content/iframe_source.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "daemon/content/clean_text.hpp"
#include "tests/fuzz/mutator.hpp"

namespace feed_exporter {
namespace {

const std::vector<std::string_view> pieces = {
    "<iframe ",
    "</iframe>",
    "src=\"",
    "src",
    "SRC=\"",
    "src='",
    " ",
    "  ",
    "\n",
    "\t",
    "\"",
    "'",
    ">",
    "/>",
    "<",
    "=",
    "&amp;",
    "&",
    "allowfullscreen",
    "width=\"1\" ",
    "https://a.org/b",
    "//a.org",
    "<!--",
    "-->",
    "<p>",
    "\xEF\xBF\xBD",
    "ü",
    "\xC2\xA0",
};

BOOST_AUTO_TEST_SUITE(iframe_source)

BOOST_AUTO_TEST_CASE(scanner_and_parser_agree) {
  const std::string seeds[] = {
      "<iframe width=\"800\" height=\"500\" src=\"https://www.youtube.com/embed/a\" allow=\"a; b\" "
      "allowfullscreen></iframe>",
      "<iframe src=\"//player.vimeo.com/video/1\"></iframe>",
      "<iframe src=\"a\" src=\"b\"></iframe>",
  };
  Mutator mutator(3, pieces);
  const std::size_t rounds = fuzz_rounds(20'000);
  std::size_t scanned = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::string html = clean_text(mutator.mutate(seeds[mutator.pick(3)], seeds[mutator.pick(3)]));
    const auto source = scan_iframe_source(html);
    if (!source) continue;
    ++scanned;
    BOOST_REQUIRE_MESSAGE(parse_iframe_source(html) == std::string(*source),
                          "round " << round << ": " << html);
  }
  BOOST_TEST(scanned > rounds / 20);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
