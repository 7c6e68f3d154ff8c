// SPDX-License-Identifier: MIT
#include "daemon/rebuild/ledger.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

std::vector<std::string> below(const Ledger& ledger, std::string_view folder) {
  std::vector<std::string> paths;
  ledger.for_each_below(folder, [&](const std::string& path, const FileRecord&) { paths.push_back(path); });
  std::ranges::sort(paths);
  return paths;
}

BOOST_AUTO_TEST_SUITE(ledger)

BOOST_AUTO_TEST_CASE(finds_what_was_set_and_forgets_what_was_erased) {
  Ledger ledger;
  BOOST_TEST(ledger.find("a.md") == nullptr);
  ledger.set("a.md", {hash_content("1"), FileKind::article, true, true});
  ledger.set("news/a.md", {hash_content("2"), FileKind::bad, false, false});
  BOOST_REQUIRE(ledger.find("news/a.md") != nullptr);
  BOOST_TEST((*ledger.find("news/a.md") == FileRecord{hash_content("2"), FileKind::bad, false, false}));
  BOOST_TEST((*ledger.find("a.md") == FileRecord{hash_content("1"), FileKind::article, true, true}));
  ledger.erase("a.md");
  ledger.erase("never/there.md");
  BOOST_TEST(ledger.find("a.md") == nullptr);
  BOOST_TEST(ledger.size() == 1U);
}

BOOST_AUTO_TEST_CASE(counts_through_every_change) {
  Ledger ledger;
  ledger.set("a.md", {{}, FileKind::article, true, true});
  ledger.set("b.md", {{}, FileKind::not_a_seed, false, false});
  ledger.set("c.md", {{}, FileKind::article, true, false});
  BOOST_TEST(ledger.size() == 3U);
  BOOST_TEST(ledger.not_seeds() == 1U);
  BOOST_TEST(ledger.shown() == 1U);
  ledger.set("b.md", {{}, FileKind::article, true, true});
  ledger.set("a.md", {{}, FileKind::article, true, false});
  BOOST_TEST(ledger.not_seeds() == 0U);
  BOOST_TEST(ledger.shown() == 1U);
  ledger.erase("b.md");
  BOOST_TEST(ledger.size() == 2U);
  BOOST_TEST(ledger.shown() == 0U);
}

BOOST_AUTO_TEST_CASE(lists_a_folder_without_its_namesakes) {
  Ledger ledger;
  for (const char* path : {"x.md", "news/a.md", "news/b/c.md", "news-old/d.md", "new/e.md", "news.md"}) {
    ledger.set(path, {});
  }
  const std::vector<std::string> news = {"news/a.md", "news/b/c.md"};
  BOOST_TEST(below(ledger, "news") == news, boost::test_tools::per_element());
  BOOST_TEST(below(ledger, "").size() == 6U);
  BOOST_TEST(below(ledger, "none").empty());
}

BOOST_AUTO_TEST_CASE(distrusts_all_until_it_is_set_anew) {
  Ledger ledger;
  const FileRecord record{hash_content("1"), FileKind::article, true, true};
  ledger.set("news/a.md", record);
  ledger.set("b.md", record);
  ledger.distrust();
  ledger.set("b.md", record);
  BOOST_TEST(ledger.find("news/a.md")->stale);
  BOOST_TEST((ledger.find("news/a.md")->hash == record.hash));
  BOOST_TEST((*ledger.find("b.md") == record));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
