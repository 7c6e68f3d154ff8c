// SPDX-License-Identifier: MIT
#include "daemon/content/slug.hpp"

#include <boost/test/unit_test.hpp>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(slug)

BOOST_AUTO_TEST_CASE(names_become_slugs) {
  const struct {
    std::string name;
    std::string slug;
  } cases[] = {
      {"AI", "ai"},
      {"Microsoft AI", "microsoft-ai"},
      {"  Natural   Language_Processing! ", "natural-language-processing"},
      {"Breadth-first Search", "breadth-first-search"},
      {"C++", "cplusplus"},
      {"C#", "csharp"},
      {"AI & ML", "ai-and-ml"},
      {"R&D", "randd"},
      {"#PowerApps", "sharppowerapps"},
      {".NET 6.0", "net-6-0"},
      {"a/b\\c?d%e", "a-b-c-d-e"},
      {"../../etc/passwd", "etc-passwd"},
      {"<b>Bold</b>", "b-bold-b"},
      {"機械学習", "機械学習"},
      {"Künstliche Intelligenz", "künstliche-intelligenz"},
      {"العلوم", "العلوم"},
      {"Café–Crème…", "café-crème"},
      {"हिन्दी", "हिन्दी"},
      {"日本・語（テスト）", "日本-語-テスト"},
      {"rocket 🚀 science", "rocket-science"},
      {"a\xC2\xA0"
       "b\xE2\x80\x8B"
       "c",
       "a-b-c"},
      {"Cafe\xCC\x81", "café"},
      {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한"},
      {"1\xE2\x84\xAA", "1k"},
      {"Über", "Über"},
      {"e\xCC\x81\xFF", "e\xCC\x81"},
      {"all", "all-topic"},
      {"ALL!", "all-topic"},
      {"all of it", "all-of-it"},
      {"", ""},
      {"!!!", ""},
      {"🚀", ""},
      {"a\xFF"
       "b",
       "a-b"},
      {std::string(200, 'a'), std::string(200, 'a')},
      {std::string(201, 'a'), ""},
      {std::string(60, '#'), ""},
  };
  for (const auto& c : cases)
    BOOST_TEST(make_slug(c.name) == c.slug, c.name << " gives " << make_slug(c.name));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
